/** What `scripts/faults.mjs` hands on. */
export interface FaultOptions {
  /** Some three minutes on two cores, for the gate; else everything. */
  short: boolean;
  /** Repeats when processes are killed and what is enqueued; not how the machine runs them. */
  seed: number;
  kills: number;
}

const SHORT_KILLS = 12;
const LONG_KILLS = 500;

export function faultOptions(env: Readonly<Record<string, string | undefined>> = process.env): FaultOptions {
  const short = env['FAULTS_SHORT'] === '1';
  return {
    short,
    seed: Number(env['FAULTS_SEED'] ?? Math.floor(Math.random() * 1_000_000)),
    kills: Number(env['FAULTS_KILLS'] ?? (short ? SHORT_KILLS : LONG_KILLS)),
  };
}

/** For `it.each`: what the gate leaves to the long run. */
export const ONLY_LONG: readonly string[] = faultOptions().short ? [] : ['by hand'];
