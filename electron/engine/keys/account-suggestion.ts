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

/** A key's recent answers, made ready to be held against those of other keys. */
export interface Trace {
  limit: number | undefined;
  marks: readonly Mark[];
  /** When its counted requests were sent, in order. */
  counted: readonly number[];
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

/** Of answers that are in the order in which they were sent. */
export function traceOf(answers: readonly SeenAnswer[]): Trace {
  return { limit: answers.at(-1)?.limit, marks: marksOf(answers), counted: answers.filter((answer) => answer.counted).map(({ sentAt }) => sentAt) };
}

/**
 * Whether two keys look as if they shared one account's allowance: what is left to either falls when the other sends, by about as much, and by no more
 * than its own requests while the other is silent. Pure; `a` and `b` are the recent answers of each. Returns how many requests were seen in the other
 * key's figures, or null.
 */
export function sharedAllowance(a: Trace, b: Trace): number | null {
  if (a.limit === undefined || a.limit !== b.limit) return null;
  const both = [evidenceOf(a.marks, b.counted), evidenceOf(b.marks, a.counted)];
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

function evidenceOf(marks: readonly Mark[], other: readonly number[]): Evidence {
  const found: Evidence = { busy: 0, told: 0, sent: 0, gone: 0, quiet: 0, unexplained: 0 };
  const [early, from, to, late] = [upTo(other), upTo(other), upTo(other), upTo(other)];
  for (let i = 1; i < marks.length; i++) {
    const [before, after] = [marks[i - 1]!, marks[i]!];
    // A count that started again in between says nothing.
    if (after.at - before.at > LONGEST_STRETCH_MS || after.remaining >= before.remaining) continue;
    // What crossed with an end of the stretch may belong on either side of it.
    const silent = late(after.at + TOGETHER_MS) === early(before.at - TOGETHER_MS);
    weigh(found, before.remaining - after.remaining - after.counted, to(after.at) - from(before.at), silent);
  }
  return found;
}

/** Tells how many of `times` are not after a limit, which only ever rises: every pair of keys is held against each other, and each time is passed once. */
function upTo(times: readonly number[]): (limit: number) => number {
  let passed = 0;
  return (limit) => {
    while (passed < times.length && times[passed]! <= limit) passed++;
    return passed;
  };
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
