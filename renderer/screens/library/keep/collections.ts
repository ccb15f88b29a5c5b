import type { EngineClient } from '../../../../shared/contract.ts';
import type { CollectionView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import { noteStep } from '../select/undo-steps.ts';

type Client = Pick<EngineClient, 'call'>;

/** Assets of one command (contract). */
const AT_ONCE = 10_000;

/** Puts assets at the end of a collection, which is made when there is none of the name. */
export async function addToCollection(client: Client, collections: readonly CollectionView[], name: string, ids: readonly number[]): Promise<void> {
  await told(async () => {
    const known = collections.find((one) => one.query === null && one.name.toLowerCase() === name.toLowerCase());
    const { id } = known ?? (await client.call('collection.create', { name }));
    const { changed, tokens } = await inPieces(client, ids, (sha256s) => client.call('collection.add', { id, sha256s }));
    noteStep(client, { tokens, title: `${counted(changed, 'asset')} put into “${known?.name ?? name}”` });
  });
}

export async function takeFromCollection(client: Client, { id, name }: CollectionView, ids: readonly number[]): Promise<void> {
  await told(async () => {
    const { changed, tokens } = await inPieces(client, ids, (sha256s) => client.call('collection.take', { id, sha256s }));
    noteStep(client, { tokens, title: `${counted(changed, 'asset')} taken out of “${name}”` });
  });
}

/** Moves assets within their collection, before one of it, or to its end (null). */
export async function moveInCollection(client: Client, id: number, moving: readonly number[], before: number | null): Promise<void> {
  await told(async () => {
    const sha256s = await client.call('asset.hashes', { ids: [...moving] });
    const [place = null] = before === null ? [] : await client.call('asset.hashes', { ids: [before] });
    if (sha256s.length === 0) return;
    const { undo } = await client.call('collection.move', { id, sha256s, before: place });
    noteStep(client, { tokens: undo === null ? [] : [undo], title: null });
  });
}

async function inPieces(client: Client, ids: readonly number[], run: (sha256s: string[]) => Promise<{ changed: number; undo: number | null }>) {
  const done = { changed: 0, tokens: [] as number[] };
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const sha256s = await client.call('asset.hashes', { ids: ids.slice(at, at + AT_ONCE) });
    if (sha256s.length === 0) continue;
    const { changed, undo } = await run(sha256s);
    done.changed += changed;
    if (undo !== null) done.tokens.push(undo);
  }
  return done;
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
}
