import { createHash } from 'node:crypto';
import type { Exchange, JobReport } from '../../../electron/engine/api/exchange.ts';
import type { Download } from '../../../electron/engine/api/downloader.ts';
import type { Part } from '../../../electron/engine/library/part.ts';
import type { Endpoint, Endpoints } from '../../../electron/engine/runner/endpoints.ts';
import { MemoryFiles } from '../../support/memory-files.ts';

/**
 * An API that answers every run at once with one finished output, and files that take no time: what is left is the engine's own work on
 * the queue. Neither the network nor the disk of assets is part of the queue's figures.
 */
export function instantEndpoints(real: Endpoints): Endpoints {
  const endpoint = real.get('api');
  if (!endpoint) throw new Error('there is no API');
  let runs = 0;
  const instant: Endpoint = {
    ...endpoint,
    api: { ...endpoint.api, run: () => nextTurn(() => finished(++runs)) },
    downloader: { open: async () => download() },
  };
  return { get: (name) => (name === 'api' ? instant : null), all: () => [instant] };
}

/** Answers that were asked for together arrive in one turn of the event loop, as from sockets that are ready together. */
function nextTurn<T>(answer: () => T): Promise<T> {
  return new Promise((resolve) => setImmediate(() => resolve(answer())));
}

function finished(run: number): Exchange<JobReport> {
  const output = { url: `https://outputs.example/${run}.webp`, kind: 'image' as const, mime: 'image/webp', width: 1024, height: 1024 };
  return {
    kind: 'ok',
    status: 200,
    limits: {
      limit: 300,
      remaining: 299 - (run % 300),
      resetAtMs: null,
      retryAfterMs: null,
      serverNowMs: null,
      raw: { limit: '300', remaining: String(299 - (run % 300)), reset: null, retryAfter: null },
    },
    value: {
      remoteId: `job-${run}`,
      upstreamId: null,
      status: 'completed',
      word: 'completed',
      outputs: [output],
      error: null,
      credits: 1,
      tookMs: 4_000 + (run % 97),
    },
  };
}

function download(): Download {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  return { kind: 'open', status: 200, total: 0, from: 0, etag: null, mime: 'image/webp', body };
}

/** Every download is another asset, and there at once. */
export class InstantFiles extends MemoryFiles {
  #parts = 0;

  override async part(): Promise<Part> {
    // Spread as hashes are: rows of an index then come to lie anywhere in it.
    const sha256 = createHash('sha256')
      .update(`output ${++this.#parts}`)
      .digest('hex');
    return {
      bytes: 0,
      async append() {},
      async restart() {},
      finish: async () => ({ sha256, bytes: 40_000, extension: 'webp', mime: 'image/webp', kind: 'image', width: 1024, height: 1024 }),
      async close() {},
      async discard() {},
    };
  }

  override async writeSidecar(): Promise<void> {}
}
