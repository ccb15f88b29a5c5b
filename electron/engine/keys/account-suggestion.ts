/** An answer as the request log keeps it. */
export interface SeenAnswer {
  /** When its request was sent (ms). */
  sentAt: number;
  limit: number;
  remaining: number;
  /** False: it was refused, and took nothing. */
  counted: boolean;
}

/** What was left to a key after some of its requests that went out together, whose order the server may have seen otherwise. */
interface Mark {
  at: number;
  remaining: number;
  counted: number;
}

/** What a key's marks say of another key. */
interface Evidence {
  /** Stretches in which the other key sent something, and those in which more was gone than this key's own requests. */
  busy: number;
  told: number;
  /** In these: requests of the other key, and what was gone beyond the own ones. */
  sent: number;
  gone: number;
  /** Stretches in which the other was silent, and those in which more was gone all the same: then somebody else uses the key. */
  quiet: number;
  unexplained: number;
}

const TOGETHER_MS = 750;
/** Longer than this the minute itself gives something back, which hides what is gone. */
const LONGEST_STRETCH_MS = 20_000;

const LEAST_STRETCHES = 3;
const LEAST_SENT = 6;
const LEAST_SHARE_TOLD = 0.5;
const MOST_SHARE_UNEXPLAINED = 0.15;
/** Where requests of both keys went out together, only the sum over many stretches comes out even. */
const FIT = { least: 0.6, most: 1.4 };

/**
 * Whether two keys look as if they shared one account's allowance: what is left to either falls when the other sends, by about as much, and by no more
 * than its own requests while the other is silent. Pure; `a` and `b` are the recent answers of each, oldest first. Returns how many requests were
 * seen in the other key's figures, or null.
 */
export function sharedAllowance(a: readonly SeenAnswer[], b: readonly SeenAnswer[]): number | null {
  const limit = a.at(-1)?.limit;
  if (limit === undefined || limit !== b.at(-1)?.limit) return null;
  const both = [evidenceOf(marksOf(a), b), evidenceOf(marksOf(b), a)];
  return both.every(isClear) ? both.reduce((sum, { sent }) => sum + sent, 0) : null;
}

function isClear({ busy, told, sent, gone, quiet, unexplained }: Evidence): boolean {
  const enough = busy >= LEAST_STRETCHES && sent >= LEAST_SENT;
  const fits = gone >= sent * FIT.least && gone <= sent * FIT.most;
  return enough && fits && told >= busy * LEAST_SHARE_TOLD && unexplained <= quiet * MOST_SHARE_UNEXPLAINED;
}

function marksOf(answers: readonly SeenAnswer[]): Mark[] {
  const marks: Mark[] = [];
  for (const { sentAt, remaining, counted } of answers) {
    const last = marks.at(-1);
    if (last && sentAt - last.at <= TOGETHER_MS) {
      last.at = sentAt;
      last.remaining = Math.min(last.remaining, remaining);
      last.counted += counted ? 1 : 0;
    } else marks.push({ at: sentAt, remaining, counted: counted ? 1 : 0 });
  }
  return marks;
}

function evidenceOf(marks: readonly Mark[], other: readonly SeenAnswer[]): Evidence {
  const found: Evidence = { busy: 0, told: 0, sent: 0, gone: 0, quiet: 0, unexplained: 0 };
  for (let i = 1; i < marks.length; i++) {
    const [before, after] = [marks[i - 1]!, marks[i]!];
    // A count that started again in between says nothing.
    if (after.at - before.at > LONGEST_STRETCH_MS || after.remaining >= before.remaining) continue;
    const sent = (from: number, to: number) => other.filter(({ sentAt, counted }) => counted && sentAt > from && sentAt <= to).length;
    // What crossed with an end of the stretch may belong on either side of it.
    const silent = sent(before.at - TOGETHER_MS, after.at + TOGETHER_MS) === 0;
    weigh(found, before.remaining - after.remaining - after.counted, sent(before.at, after.at), silent);
  }
  return found;
}

function weigh(found: Evidence, gone: number, sent: number, silent: boolean): void {
  if (silent) {
    found.quiet++;
    if (gone > 0) found.unexplained++;
  }
  if (sent === 0) return;
  found.busy++;
  found.sent += sent;
  found.gone += gone;
  if (gone > 0) found.told++;
}
