import type { EngineStatus, KeyView, WaitReason } from '../../../shared/domain.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';

/** Reasons that no time ends: someone must change a key or a batch. */
const ENDLESS: readonly WaitReason['kind'][] = ['no-key', 'permission', 'labels', 'paused'];
const PAGE = 1_000;

/** Why none of the batches' queued jobs can ever run as things are; null when one can, or might. */
export async function whyStuck(
  engine: Pick<Engine, 'call'>,
  { keys, status }: { keys: KeyView[]; status: EngineStatus },
  ids: number[],
): Promise<string | null> {
  if (status.paused) return 'The queue is paused.';
  if (!keys.some((key) => key.state === 'ready')) return `No key can run them. ${keys.map(keySentence).join(' ')}`.trim();
  for (const batchId of ids) if (!(await allEndless(engine, batchId))) return null;
  return 'No key may run them: keys lack the permission, or the labels that the batch asks for.';
}

async function allEndless(engine: Pick<Engine, 'call'>, batchId: number): Promise<boolean> {
  for (let offset = 0; ; offset += PAGE) {
    const { jobs, total } = await ask(engine, 'job.list', { batchId, states: ['queued'], offset, limit: PAGE });
    if (jobs.some((job) => job.waiting === null || job.waiting.until !== null || !ENDLESS.includes(job.waiting.kind))) return false;
    if (offset + PAGE >= total) return true;
  }
}

function keySentence(key: KeyView): string {
  switch (key.state) {
    case 'ready':
      return '';
    case 'disabled':
      return `${key.label} is switched off.`;
    case 'refused':
      return `${key.label} was refused${key.lastError ? `: ${key.lastError.message}` : '.'}`;
    case 'locked':
      return `${key.label} is in the vault, which is locked.`;
    case 'missing':
      return `${key.label} is not in the environment now.`;
  }
}
