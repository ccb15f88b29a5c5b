/** Milliseconds before try number `tries` (0, 1, 2 …): 250 ms doubling up to 5 s, and up to a quarter more so that windows do not knock together. */
export function reconnectDelay(tries: number, random: () => number): number {
  return Math.min(5_000, 250 * 2 ** tries) * (1 + random() / 4);
}
