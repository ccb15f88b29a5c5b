import type { EngineStatus, KeyView, WaitReason } from '../../../shared/domain.ts';
import { heldWords } from '../../../shared/words/holds.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';

/** Reasons that no time ends: someone must change a key or a batch. */
const ENDLESS: readonly WaitReason['kind'][] = ['no-key', 'permission', 'labels', 'test-key', 'paused', 'budget', 'trial'];
const PAGE = 1_000;

/** Why none of the batches' queued jobs can ever run as things are; null when one can, or might. */
export async function whyStuck(
  engine: Pick<Engine, 'call'>,
  { keys, status }: { keys: KeyView[]; status: EngineStatus },
  ids: number[],
): Promise<string | null> {
  if (status.paused) return 'The queue is paused.';
  if (!keys.some((key) => key.state === 'ready')) return `No key can run them. ${keys.map(keySentence).join(' ')}`.trim();
  const reasons: WaitReason[] = [];
  for (const batchId of ids) {
    const endless = await endlessReasons(engine, batchId);
    if (!endless) return null;
    reasons.push(...endless);
  }
  if (reasons.some((reason) => reason.kind === 'trial')) return 'The first of them are over and want to be looked at; `run --release` lets the others go.';
  if (reasons.some((reason) => reason.kind === 'paused')) return heldSentence(engine, ids);
  if (reasons.some((reason) => reason.kind === 'test-key'))
    return 'Only a test key could run them, and beside other keys it takes only batches that name one of its labels.';
  const budget = reasons.find((reason) => reason.kind === 'budget')?.budget;
  return budget ? budgetSentence(budget) : 'No key may run them: keys lack the permission, or the labels that the batch asks for.';
}

/** By hand, or because too much of it failed. */
async function heldSentence(engine: Pick<Engine, 'call'>, ids: number[]): Promise<string> {
  const { batches } = await ask(engine, 'app.snapshot', null);
  const held = batches.find((batch) => ids.includes(batch.id) && batch.held !== null)?.held;
  return held ? `Their batch is held: ${heldWords(held)}.` : 'Their batch is paused.';
}

function budgetSentence({ of, why }: NonNullable<WaitReason['budget']>): string {
  if (why === 'unknown-cost') return 'Nobody knows what they cost, and a budget is set.';
  return of === 'batch' ? 'The budget of their batch is reached.' : of === 'key' ? 'The budgets of the keys are reached.' : 'The budget of the day is reached.';
}

/** What the queued jobs of a batch wait for; null when it may end by itself. */
async function endlessReasons(engine: Pick<Engine, 'call'>, batchId: number): Promise<WaitReason[] | null> {
  const reasons: WaitReason[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { jobs, total } = await ask(engine, 'job.list', { batchId, states: ['queued'], offset, limit: PAGE });
    for (const { waiting } of jobs) {
      if (waiting === null || waiting.until !== null || !ENDLESS.includes(waiting.kind)) return null;
      reasons.push(waiting);
    }
    if (offset + PAGE >= total) return reasons;
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
