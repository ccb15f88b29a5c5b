import type { DialectStore } from './dialect.ts';
import type { ApiClient, Exchange, JobReport } from './exchange.ts';

type Ask = ApiClient['job'];

/**
 * How a job is, asked with one request where this API tells its outputs too: where outputs were found at an address of their own
 * (revision A), that address is asked from then on. If it refuses a job that the other address then calls unfinished, it serves
 * finished jobs only, and is left alone until a job is done.
 */
export function askProgress(dialect: DialectStore, job: Ask, result: Ask): Pick<ApiClient, 'progress' | 'result'> {
  const refused = new Set<string>();

  function found(exchange: Exchange<JobReport>): void {
    const now = dialect.get();
    if (exchange.kind === 'ok' && exchange.value.outputs.length > 0 && now.outputsAt === 'job') dialect.set({ ...now, outputsAt: 'result' });
  }

  return {
    async result(...asked) {
      const exchange = await result(...asked);
      found(exchange);
      return exchange;
    },
    async progress(secret, remoteId, signal) {
      if (dialect.get().outputsAt !== 'result' || refused.has(remoteId)) return askJob(secret, remoteId, signal);
      const exchange = await result(secret, remoteId, signal);
      if (exchange.kind !== 'refused' || !SAYS_NO_RESULT.has(exchange.refusal)) return exchange;
      refused.add(remoteId);
      return { ...exchange, refusal: 'dialect' };
    },
  };

  async function askJob(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>> {
    const exchange = await job(secret, remoteId, signal);
    const unfinished = exchange.kind === 'ok' && (exchange.value.status === 'pending' || exchange.value.status === 'processing');
    if (refused.delete(remoteId) && unfinished) dialect.set({ ...dialect.get(), outputsAt: 'result-when-done' });
    return exchange;
  }
}

const SAYS_NO_RESULT: ReadonlySet<string> = new Set(['not-found', 'invalid', 'failed']);
