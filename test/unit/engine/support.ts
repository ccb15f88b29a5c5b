import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import type { CallInput } from '../../../shared/contract.ts';
import { EngineWorld, mulberry32, type WorldOptions } from '../../support/engine-world.ts';
import { silentLogger } from '../../../electron/engine/log.ts';

export const IMAGE = 'fal-ai/flux/schnell';
export const VIDEO = 'fal-ai/kling-video/v1/standard/text-to-video';

/** A started world with one Pro key and models of a fixed duration. */
export async function startWorld(sandbox: Partial<SandboxOptions> = {}, options: Partial<WorldOptions> = {}): Promise<EngineWorld> {
  const random = mulberry32(options.seed ?? 1);
  const world = new EngineWorld({
    sandbox: { keys: [{ label: 'pro', plan: 'pro' }], durations: { 'flux-schnell': 4_000, [VIDEO]: 90_000 }, ...sandbox },
    latency: () => 5 + random() * 20,
    log: silentLogger,
    ...options,
  });
  await world.start();
  return world;
}

/** A batch of jobs with prompts of their own. */
export async function enqueue(world: EngineWorld, jobs: number, input: Partial<CallInput<'batch.create'>> & { model?: string } = {}): Promise<number> {
  const { model = IMAGE, ...rest } = input;
  const stem = `${rest.name ?? 'a fox'} ${world.clock.monotonic()}`;
  const { batchId } = await world.call('batch.create', {
    name: 'foxes',
    jobs: Array.from({ length: jobs }, (_, index) => ({ model, input: { prompt: `${stem}, ${index}` } })),
    ...rest,
  });
  return batchId;
}

export async function counts(world: EngineWorld, batchId: number): Promise<Record<string, number>> {
  const { jobs } = await world.call('batch.summary', { ids: [batchId] });
  return Object.fromEntries(Object.entries(jobs).filter(([, count]) => count > 0));
}

/** Ids of a batch's jobs, in order. */
export function jobIds(world: EngineWorld, batchId: number): number[] {
  return world.store.prepare<[number], number>('SELECT id FROM job WHERE batch_id = ? ORDER BY number').pluck().all(batchId);
}
