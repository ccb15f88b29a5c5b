import type { EngineClient } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import type { KeepChange } from './keep-keys.ts';

type Client = Pick<EngineClient, 'call'>;

/** Assets of one command (contract). */
const AT_ONCE = 10_000;
/** So many steps back are remembered; the engine keeps as many. */
const MOST_STEPS = 100;

/** Tokens of what was done here, newest last: each step is a list, for a large selection takes several commands. */
const steps: number[][] = [];

/** Rates, picks or rejects assets by their ids. What shows on the tiles needs no words; for several at once there is a way back in sight. */
export async function keepAssets(client: Client, ids: readonly number[], change: KeepChange): Promise<void> {
  const done = await inPieces(client, ids, async (sha256s) => {
    const { changed, undo } = await client.call('asset.keep', { sha256s, change });
    return { things: changed, undo };
  });
  if (done && done.things > 1) told(client, done, `${counted(done.things, 'asset')} ${keptWords(change)}`);
}

/** Moves assets to the trash, with the way back in sight. */
export async function trashAssets(client: Client, ids: readonly number[]): Promise<void> {
  const done = await inPieces(client, ids, async (sha256s) => {
    const { trashed, undo } = await client.call('asset.trash', { sha256s });
    return { things: trashed, undo };
  });
  if (done) told(client, done, `${counted(done.things, 'asset')} moved to the trash`, 'Every file stays until the trash is emptied.');
}

/** Notes what another command did, so that it can be taken back with Ctrl Z; `title` null: it shows, and needs no words. */
export function noteStep(client: Client, { tokens, title, detail }: { tokens: number[]; title: string | null; detail?: string }): void {
  if (tokens.length === 0) return;
  steps.push(tokens);
  if (title !== null) told(client, { things: 1, tokens }, title, detail);
}

/** Takes the last step back (Ctrl Z). */
export async function undoLast(client: Client): Promise<void> {
  const step = steps.pop();
  if (!step) return showToast({ glyph: 'queued', title: 'Nothing to take back', detail: 'Nothing was changed here since the window was opened.' });
  await takeBack(client, step);
}

interface Done {
  things: number;
  tokens: number[];
}

async function inPieces(
  client: Client,
  ids: readonly number[],
  run: (sha256s: string[]) => Promise<{ things: number; undo: number | null }>,
): Promise<Done | null> {
  const done: Done = { things: 0, tokens: [] };
  try {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const sha256s = await client.call('asset.hashes', { ids: ids.slice(at, at + AT_ONCE) });
      if (sha256s.length === 0) continue;
      const { things, undo } = await run(sha256s);
      done.things += things;
      if (undo !== null) done.tokens.push(undo);
    }
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
  if (done.tokens.length === 0) return null;
  steps.push(done.tokens);
  if (steps.length > MOST_STEPS) steps.shift();
  return done;
}

function told(client: Client, { tokens }: Done, title: string, detail?: string): void {
  const run = () => {
    const at = steps.indexOf(tokens);
    if (at < 0) return;
    steps.splice(at, 1);
    void takeBack(client, tokens);
  };
  showToast({ glyph: 'done', title, ...(detail ? { detail } : {}), action: { label: 'Undo', run } });
}

async function takeBack(client: Client, tokens: readonly number[]): Promise<void> {
  try {
    let things = 0;
    for (const undo of tokens.toReversed()) things += (await client.call('undo.apply', { undo })).undone;
    showToast({ glyph: 'done', title: `Taken back on ${counted(things, 'asset')}` });
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
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
