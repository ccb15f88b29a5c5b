import type { Snapshot } from '../../../shared/contract.ts';
import type { BatchView } from '../../../shared/domain.ts';
import { JOB_STATES } from '../../../shared/job-state.ts';
import type { StatusCommand } from '../arguments.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { keyTable } from '../key-table.ts';
import { table } from '../table.ts';
import { bytes, counted, figure, oneLine } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

/** `status`: what a workspace holds and what its keys may still do. */
export async function status(command: StatusCommand, world: World): Promise<ExitCode> {
  return withIdleEngine(world, command, async (engine) => {
    const { status: about, totals, keys, batches } = await ask(engine, 'app.snapshot', null);
    const own = keys.filter((key) => key.endpoint === about.endpoint);
    world.out(
      command.json
        ? `${JSON.stringify({ status: about, totals, keys: own, batches })}\n`
        : statusText({ status: about, totals, keys: own, batches }, world.clock.now()),
    );
    return EXIT.ok;
  });
}

function statusText({ status: about, totals, keys, batches }: Pick<Snapshot, 'status' | 'totals' | 'keys' | 'batches'>, now: number): string {
  const waiting = JOB_STATES.filter((state) => (totals.counts[state] ?? 0) > 0).map((state) => `${figure(totals.counts[state] ?? 0)} ${state}`);
  return [
    `${about.workspace}\n`,
    `${about.baseUrl}${about.endpoint === 'sandbox' ? ' (the sandbox)' : ''}${about.paused ? ' · the queue is paused' : ''}\n`,
    `Jobs: ${waiting.join(' · ') || 'none yet'}\n`,
    `Library: ${counted(totals.assets, 'file')}, ${bytes(totals.assetBytes)}\n`,
    keys.length === 0 ? '\nNo keys. Set ABSTRAKT_API_KEYS, or add some with `keys add`.\n' : `\n${keyTable(keys, now)}`,
    batches.length === 0 ? '' : `\n${batchTable(batches)}`,
  ].join('');
}

function batchTable(batches: BatchView[]): string {
  const count = (state: keyof BatchView['counts']) => (batch: BatchView) => figure(batch.counts[state] ?? 0);
  return table(
    [
      { head: 'batch', cell: (batch) => String(batch.id), right: true },
      { head: 'jobs', cell: (batch) => figure(batch.total), right: true },
      { head: 'queued', cell: count('queued'), right: true },
      { head: 'done', cell: count('done'), right: true },
      { head: 'failed', cell: count('failed'), right: true },
      { head: 'uncertain', cell: count('uncertain'), right: true },
      { head: 'credits', cell: (batch) => figure(batch.creditsUsed), right: true },
      { head: 'name', cell: (batch) => `${oneLine(batch.name, 60)}${batch.state === 'active' ? '' : ` (${batch.state})`}` },
    ],
    batches,
  );
}
