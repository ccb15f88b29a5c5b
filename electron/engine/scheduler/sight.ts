/** What one answer showed of a key's minute. All times are ours, in ms. */
export interface Sight {
  /** The server wrote its answer at some moment between these two: some write it on admission, some when the job is done. */
  sentAt: number;
  answeredAt: number;
  /** `Remaining`, at most the limit. */
  left: number;
  limit: number;
  /** The second that `Reset` names: as told, and on our clock at the earliest and at the latest; null when it told none. */
  reset: { told: number; earliest: number; latest: number } | null;
  /** How long after its sending a request may be counted. */
  lagMs: number;
}

/** Our own sends, for those who compare sights. */
export interface SendLog {
  /** How many were sent after `from` and up to `to`. */
  countIn(from: number, to: number): number;
  /** The same without those that the server may not have counted: refused, lost, or of an earlier run. */
  sureIn(from: number, to: number): number;
}
