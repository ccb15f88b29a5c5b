import type { Clock } from '../../../shared/clock.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Downloader } from '../api/downloader.ts';
import type { AssetFiles } from '../library/asset-files.ts';
import type { Lost } from '../library/repair/bring.ts';
import type { Fetched, Sources } from '../library/repair/repair.ts';
import { OUTPUTS_OF_ASSET } from '../queue/outputs-of-asset.ts';
import type { Store } from '../store/open.ts';
import { Patience } from './patience.ts';

export interface FetchAgainOptions {
  db: Store;
  clock: Clock;
  files: AssetFiles;
  downloader(endpoint: EndpointName): Downloader | null;
  /** Of the engine. */
  signal: AbortSignal;
}

interface Address {
  url: string;
  endpoint: EndpointName;
}

/** Fetches an output's bytes once more from where it came from. Costs no allowance; the same hosts are refused as at the first time. */
export function createFetchAgain({ db, clock, files, downloader, signal: ending }: FetchAgainOptions): NonNullable<Sources['fetchAgain']> {
  const addresses = db.prepare<[{ sha256: string }], Address>(
    `SELECT DISTINCT url, endpoint FROM ${OUTPUTS_OF_ASSET} AS output JOIN job ON job.id = output.job_id JOIN batch ON batch.id = job.batch_id
     ORDER BY output.attempt_id DESC LIMIT 4`,
  );

  async function from({ url, endpoint }: Address, lost: Lost, signal: AbortSignal): Promise<Fetched> {
    const asked = downloader(endpoint);
    if (!asked) return 'unreachable';
    const patience = new Patience(clock, signal);
    const opened = await patience.wait(asked.open(url, { from: 0, etag: null, signal: patience.signal }));
    switch (opened.kind) {
      case 'gone':
      case 'refused':
        return 'gone';
      case 'failed':
        return 'unreachable';
      case 'open':
        return (await files.bring(lost, pieces(opened.body, patience))) ? 'back' : 'other-bytes';
    }
  }

  return async (lost, own) => {
    const signal = own ? AbortSignal.any([own, ending]) : ending;
    let last: Fetched = 'no-address';
    for (const address of addresses.all({ sha256: lost.sha256 })) {
      signal.throwIfAborted();
      last = await from(address, lost, signal).catch((error: unknown) => unlessDisk(error));
      if (last === 'back') return last;
    }
    return last;
  };
}

/** What the line does is an answer; what the disk does ends the repair. */
function unlessDisk(error: unknown): Fetched {
  if (error instanceof Error && 'code' in error && error.code === 'DISK') throw error;
  return 'unreachable';
}

async function* pieces(body: ReadableStream<Uint8Array>, patience: Patience): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await patience.wait(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
