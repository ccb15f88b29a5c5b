import type { EngineClient } from '../../../../shared/contract.ts';
import { counted } from '../../../look/numbers.ts';
import type { KeepChange } from './keep-keys.ts';
import { type Step, takeStep, tellStep } from './undo-steps.ts';

type Client = Pick<EngineClient, 'call'>;

/** Assets of one command (contract). */
const AT_ONCE = 10_000;

/** Rates, picks or rejects assets by their ids. What shows on the tiles needs no words; for several at once there is a way back in sight. */
export async function keepAssets(client: Client, ids: readonly number[], change: KeepChange): Promise<void> {
  const step = await inPieces(client, ids, async (sha256s) => {
    const { changed, undo } = await client.call('asset.keep', { sha256s, change });
    return { things: changed, undo };
  });
  if (step.tokens.length > 0 && step.things > 1) tellStep(client, step, `${counted(step.things, 'asset')} ${keptWords(change)}`);
}

/** Moves assets to the trash, with the way back in sight. */
export async function trashAssets(client: Client, ids: readonly number[]): Promise<void> {
  const step = await inPieces(client, ids, async (sha256s) => {
    const { trashed, undo } = await client.call('asset.trash', { sha256s });
    return { things: trashed, undo };
  });
  if (step.tokens.length > 0) tellStep(client, step, `${counted(step.things, 'asset')} moved to the trash`, 'Every file stays until the trash is emptied.');
}

function inPieces(client: Client, ids: readonly number[], run: (sha256s: string[]) => Promise<{ things: number; undo: number | null }>): Promise<Step> {
  return takeStep(async (step) => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const sha256s = await client.call('asset.hashes', { ids: ids.slice(at, at + AT_ONCE) });
      if (sha256s.length === 0) continue;
      const { things, undo } = await run(sha256s);
      step.things += things;
      if (undo !== null) step.tokens.push(undo);
    }
  });
}

function keptWords(change: KeepChange): string {
  if (change.pick === 'picked') return 'picked';
  if (change.pick === 'rejected') return 'rejected';
  if (change.pick === null) return 'neither picked nor rejected';
  const [tag] = change.addTags ?? change.removeTags ?? [];
  if (tag !== undefined) return change.addTags ? `tagged ${tag}` : `no longer tagged ${tag}`;
  if (change.label !== undefined) return change.label === null ? 'without a label' : `labelled ${change.label}`;
  if (change.favourite !== undefined) return change.favourite ? 'made favourites' : 'no favourites any more';
  if (change.rating === null) return 'without stars';
  return change.rating === undefined ? 'changed' : `rated ${change.rating}`;
}
