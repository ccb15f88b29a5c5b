import { randomUUID } from 'node:crypto';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { Engine } from '../../../electron/engine/engine-types.ts';
import { silentLogger } from '../../../electron/engine/log.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import type { CallName, CallInput, CallOutput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { MemoryVault } from '../../support/memory-vault.ts';

/** The contract's way for thousands: told in parts, as the window does, then enqueued. */
const TOLD_AT_ONCE = 500;

/** The engine as a host runs it, on a disk, with somebody looking, keys that are free, and an API that never answers. */
export async function openWholeEngine(workspace: string) {
  const engine = await createEngine({
    workspace,
    baseUrl: 'https://api.example/v1',
    host: 'browser',
    version: '0.0.0',
    clock: systemClock,
    random: Math.random,
    fetch: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('given up')))),
    vault: new MemoryVault(),
    environmentKeys: Array.from({ length: 4 }, (_, index) => ({ label: `key ${index}`, secret: `sk_test_bench_${index}_0123456789` })),
    log: silentLogger,
  });
  engine.subscribe(() => {});
  return {
    engine,
    async enqueue(jobs: CallInput<'batch.create'>['jobs']): Promise<void> {
      const token = randomUUID();
      for (let from = 0; from < jobs.length; from += TOLD_AT_ONCE) await call(engine, 'compose.stage', { token, jobs: jobs.slice(from, from + TOLD_AT_ONCE) });
      const { jobs: enqueued } = await call(engine, 'compose.enqueue', { token, name: 'foxes' });
      if (enqueued !== jobs.length) throw new Error(`${enqueued} jobs were enqueued`);
    },
  };
}

/** A window's messages come from a socket, each in a turn of its own; calls that follow each other at once would all be one. */
async function call<N extends CallName>(engine: Engine, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  await new Promise((resolve) => setImmediate(resolve));
  const result = await engine.call(name, input);
  if (!result.ok) throw AppError.fromData(result.error);
  return result.value as CallOutput<N>;
}
