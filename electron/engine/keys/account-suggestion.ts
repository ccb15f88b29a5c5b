/** An answer as the request log keeps it. */
export interface SeenAnswer {
  /** ms; answers are in this order. */
  sentAt: number;
  limit: number;
  remaining: number;
}

/** Drops of one key's `Remaining`, held against what another key sent meanwhile. */
interface Evidence {
  /** Stretches in which the other key sent something, and those in which the drop says so. */
  busy: number;
  told: number;
  /** Requests of the other key that the drops account for. */
  explained: number;
  /** Stretches in which it sent nothing, and those with a drop all the same: then somebody else uses the key. */
  quiet: number;
  unexplained: number;
}

/** Longer than this the minute itself gives something back, which hides a drop. */
const LONGEST_STRETCH_MS = 15_000;
/** Requests that left at about the same moment may be counted in another order. */
const DOUBT = 1;

const LEAST_STRETCHES = 4;
const LEAST_EXPLAINED = 6;
const LEAST_SHARE_TOLD = 0.75;
const MOST_SHARE_UNEXPLAINED = 0.15;

/**
 * Whether two keys look as if they shared one account's allowance: what is left to one falls when the other sends, by as much, and by no more than
 * its own requests while the other is silent. Pure; `a` and `b` are the recent answers of each, in order of sending.
 * Returns how many requests of the other key were seen in either's figures, or null.
 */
export function sharedAllowance(a: readonly SeenAnswer[], b: readonly SeenAnswer[]): number | null {
  const limit = a.at(-1)?.limit;
  if (limit === undefined || limit !== b.at(-1)?.limit) return null;
  const sum = added(evidenceOf(a, b), evidenceOf(b, a));
  const enough = sum.busy >= LEAST_STRETCHES && sum.explained >= LEAST_EXPLAINED;
  const clear = sum.told >= sum.busy * LEAST_SHARE_TOLD && sum.unexplained <= sum.quiet * MOST_SHARE_UNEXPLAINED;
  return enough && clear ? sum.explained : null;
}

function evidenceOf(own: readonly SeenAnswer[], other: readonly SeenAnswer[]): Evidence {
  const found: Evidence = { busy: 0, told: 0, explained: 0, quiet: 0, unexplained: 0 };
  for (let i = 1; i < own.length; i++) {
    const [before, after] = [own[i - 1]!, own[i]!];
    const length = after.sentAt - before.sentAt;
    // A count that started again in between says nothing.
    if (length <= 0 || length > LONGEST_STRETCH_MS || after.remaining >= before.remaining) continue;
    weigh(found, before.remaining - after.remaining - 1, other.filter(({ sentAt }) => sentAt > before.sentAt && sentAt <= after.sentAt).length);
  }
  return found;
}

/** `drop`: beyond the key's own request. */
function weigh(found: Evidence, drop: number, sent: number): void {
  if (sent === 0) {
    found.quiet++;
    if (drop > DOUBT) found.unexplained++;
    return;
  }
  found.busy++;
  if (drop < Math.max(1, sent - DOUBT) || drop > sent + DOUBT) return;
  found.told++;
  found.explained += Math.min(drop, sent);
}

function added(a: Evidence, b: Evidence): Evidence {
  return {
    busy: a.busy + b.busy,
    told: a.told + b.told,
    explained: a.explained + b.explained,
    quiet: a.quiet + b.quiet,
    unexplained: a.unexplained + b.unexplained,
  };
}
