import type { Outcome } from '../outcome.ts';

/** How long each piece of work composed by hand waited until the server took it, ms, while the batches lasted. */
export function handWaits({ composed, accepted }: Outcome): number[] {
  return accepted.flatMap(({ input, acceptedAtMs }) => {
    const at = composed.get(String(input.prompt));
    return at === undefined ? [] : [acceptedAtMs - at];
  });
}

/** What was foretold when that share of the jobs was done, against what came, as a share of the whole; Infinity where nothing was foretold. */
export function forecastError({ forecasts, beganAt, endedAt }: Outcome, share: number): number {
  const told = forecasts.find((one) => one.share === share);
  if (!told || told.endsAt === null) return Infinity;
  return Math.abs(told.endsAt - endedAt) / (endedAt - beganAt);
}

/** The value that the share `p` (0 to 1) does not exceed. */
export function quantile(values: readonly number[], p: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(p * values.length) - 1)] ?? NaN;
}
