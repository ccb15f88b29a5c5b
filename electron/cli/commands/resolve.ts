import { isHeld } from '../../../shared/domain.ts';
import type { Engine } from '../../engine/engine-types.ts';
import type { ResolveCommand } from '../arguments.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jobsOf } from '../run/jobs-of.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

/** `resolve`: a decision for jobs that wait for one. The engine is idle: nothing is sent by it. */
export async function resolve(command: ResolveCommand, world: World): Promise<ExitCode> {
  return withIdleEngine(world, command, async (engine) => {
    const ids = await waiting(engine, command);
    const decided = ids.length === 0 ? 0 : await decide(engine, command.decision, ids);
    if (command.always && command.batchId !== undefined) await ask(engine, 'batch.update', { id: command.batchId, uncertainRule: 'resubmit' });
    world.out(
      command.json
        ? `${JSON.stringify({ decided })}\n`
        : `${decided === 0 ? 'No job waits for that' : `${counted(decided, 'job')} ${WORDS[command.decision]}`}.\n`,
    );
    return EXIT.ok;
  });
}

const WORDS = { resubmit: 'will be sent again', fail: 'counted as failed', release: 'will go on' } as const;

/** Those that were named and wait for this decision; of one batch, or all, where none was named. Held ones are sent again only by name. */
async function waiting(engine: Engine, { decision, jobIds, batchId }: ResolveCommand): Promise<number[]> {
  const { batches } = await ask(engine, 'app.snapshot', null);
  const found = await jobsOf(
    engine,
    batchId === undefined ? batches.map((batch) => batch.id) : [batchId],
    decision === 'release' ? ['failed', 'uncertain'] : ['uncertain'],
  );
  const named = jobIds.length > 0;
  const fit = found.filter((job) => (decision === 'release' ? isHeld(job) : decision === 'fail' || named || !isHeld(job))).map((job) => job.id);
  return !named ? fit : fit.filter((id) => jobIds.includes(id));
}

async function decide(engine: Engine, decision: ResolveCommand['decision'], ids: number[]): Promise<number> {
  if (decision === 'release') return (await ask(engine, 'job.release', { ids })).released;
  return (await ask(engine, 'job.resolve', { ids, decision })).resolved;
}
