import type { AcceptedRun } from '../../../electron/sandbox/sandbox.ts';

/** One run the server took, as the checks need it. */
export interface ServedRun {
  /** The server's id of it. */
  remoteId: string;
  prompt: string;
  /** Hashes of its outputs by position; null where the file was never asked for. */
  hashes: (string | null)[];
  /** Whether the server is done with it. */
  ended: boolean;
}

/** All a server did for a workspace; after a restart of the server, what all its lives did. */
export interface Served {
  runs: ServedRun[];
  /** Runs it counted towards the keys' limits: accepted or not. */
  runsCounted: number;
  /** Requests it answered 429. */
  refused: number;
}

interface Tally {
  admitted: { run: number };
  refused: Record<string, number>;
}

/** Asks a sandbox at `baseUrl` what it did so far. Rejects when it does not answer. */
export async function askServed(baseUrl: string): Promise<Served> {
  const answer = await fetch(new URL('/sandbox/accepted', baseUrl));
  const { runs, requests } = (await answer.json()) as { runs: AcceptedRun[]; requests: Tally[] };
  return {
    runs: runs.map((run) => ({
      remoteId: run.jobId,
      prompt: String(run.input['prompt']),
      hashes: run.outputs.map((output) => output.sha256),
      ended: run.endedAtMs !== null,
    })),
    runsCounted: requests.reduce((sum, { admitted }) => sum + admitted.run, 0),
    refused: requests.flatMap(({ refused }) => Object.values(refused)).reduce((sum, count) => sum + count, 0),
  };
}

export function together(lives: readonly Served[]): Served {
  return {
    runs: lives.flatMap(({ runs }) => runs),
    runsCounted: lives.reduce((sum, { runsCounted }) => sum + runsCounted, 0),
    refused: lives.reduce((sum, { refused }) => sum + refused, 0),
  };
}
