import Bottleneck from 'bottleneck';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import { type HttpError, type PeerClient, type PeerJob, type PeerKey, type Send, sleep } from './client.ts';

/** What somebody would write today to spend several keys: a function that brings a job to its end, or rejects when it gives up. */
export interface Peer {
  name: string;
  create(client: PeerClient, keys: readonly PeerKey[]): { submit(job: PeerJob): Promise<void>; close(): void };
}

const MINUTE_MS = 60_000;
/** Ranks of libraries go from 0 to 9; what a rank is above the lowest batch's is all that counts. */
const MOST_RANK = 9;

/** The API page's own retry sample: wait for `Retry-After`, else 2^n s, five times; keys in turn. */
const SAMPLE_TRIES = 5;

const retrySample: Peer = {
  name: "the API page's retry sample, round robin",
  create(client, keys) {
    let turn = 0;
    const send: Send = async (request) => {
      for (let tries = 0; ; tries++) {
        try {
          return await request();
        } catch (error) {
          if (tries === SAMPLE_TRIES) throw error;
          await sleep((error as HttpError).retryAfterMs ?? 2 ** tries * 1_000);
        }
      }
    };
    return { submit: (job) => client.toTheEnd(job, keys[turn++ % keys.length]!, send), close() {} };
  },
};

/**
 * Written with care: a job holds one of its key's places until it is done, and every request, polls first, counts towards an interval of a
 * minute. Jobs are dealt to keys by the plans' limits.
 */
const pQueue: Peer = {
  name: 'p-queue per key with an interval cap, p-retry',
  create(client, keys) {
    const lines = keys.map((key) => ({
      key,
      places: new PQueue({ concurrency: key.limits.concurrentJobs ?? Infinity }),
      requests: new PQueue({ interval: MINUTE_MS, intervalCap: key.limits.requestsPerMinute ?? Infinity }),
    }));
    const deal = dealer(lines);
    return {
      async submit(job) {
        const { key, places, requests } = deal();
        const send: Send = (request) => pRetry(() => requests.add(request), { onFailedAttempt: ({ error }) => sleep((error as HttpError).retryAfterMs ?? 0) });
        await places.add(() => client.toTheEnd(job, key, send), { priority: job.rank });
      },
      close() {},
    };
  },
};

/** The same with bottleneck: a reservoir that is filled again each minute. */
const bottleneck: Peer = {
  name: 'bottleneck per key with a reservoir',
  create(client, keys) {
    const lines = keys.map((key) => ({ key, places: new Bottleneck({ maxConcurrent: key.limits.concurrentJobs }), requests: reservoir(key) }));
    const deal = dealer(lines);
    return {
      submit(job) {
        const { key, places, requests } = deal();
        const send: Send = (request) => requests.schedule(request);
        return places.schedule({ priority: MOST_RANK - job.rank }, () => client.toTheEnd(job, key, send));
      },
      close() {
        for (const { requests } of lines) void requests.disconnect();
      },
    };
  },
};

function reservoir({ limits }: PeerKey): Bottleneck {
  const limiter = new Bottleneck({
    reservoir: limits.requestsPerMinute,
    reservoirRefreshAmount: limits.requestsPerMinute,
    reservoirRefreshInterval: MINUTE_MS,
  });
  limiter.on('failed', (error: HttpError, { retryCount }) => (retryCount < 10 ? (error.retryAfterMs ?? 2 ** retryCount * 1_000) : undefined));
  return limiter;
}

/** Deals jobs to keys by their plans' limits a minute, evenly spread: always to the key that lags most behind its share. */
function dealer<Line extends { key: PeerKey }>(lines: readonly Line[]): () => Line {
  const dealt = new Map(lines.map((line) => [line, 0]));
  const lag = (line: Line) => (dealt.get(line)! + 1) / (line.key.limits.requestsPerMinute ?? 1_000);
  return () => {
    const next = lines.reduce((best, line) => (lag(line) < lag(best) ? line : best));
    dealt.set(next, dealt.get(next)! + 1);
    return next;
  };
}

export const PEERS: readonly Peer[] = [retrySample, pQueue, bottleneck];
