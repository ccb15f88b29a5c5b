import { Button } from '../../../components/button.tsx';
import { confirm } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toasts.ts';
import { bytes, count, counted } from '../../../look/numbers.ts';
import { useCommand } from '../../../state/command.ts';
import { useClient } from '../../../state/engine.tsx';
import type { Assets } from '../query/use-assets.ts';
import { noteStep } from '../select/undo-steps.ts';
import { useSelected } from '../select/use-selected.ts';

/** Assets of one command (contract). */
const AT_ONCE = 10_000;

/** Above the trash: bring back, or delete for good, what is selected, or all of it. */
export function TrashBar({ assets }: { assets: Assets }) {
  const client = useClient();
  const { ids: selected } = useSelected(assets);
  const restore = useCommand('asset.restore');
  const empty = useCommand('trash.empty');
  const which = selected.length === 0 ? 'all' : count(selected.length);

  async function bringBack(): Promise<void> {
    const sha256s = await hashesOf(client, selected);
    const answer = sha256s.length > 0 ? await restore.run({ sha256s }) : undefined;
    if (answer) noteStep(client, { tokens: answer.undo === null ? [] : [answer.undo], title: `${counted(answer.restored, 'asset')} back in the library` });
  }

  async function deleteForGood(): Promise<void> {
    const { total: assets, bytes: size } = await client.call('asset.facets', { trashed: true });
    const all = selected.length === 0;
    const yes = await confirm({
      title: all ? `Delete ${counted(assets, 'asset')} for good?` : `Delete ${counted(selected.length, 'asset')} for good?`,
      hits: [{ glyph: 'failed', words: all ? `Files deleted, ${bytes(size)} freed` : 'Files deleted', count: count(all ? assets : selected.length) }],
      note: 'This cannot be taken back. What made them stays in the queue’s history.',
      action: all ? `Delete ${counted(assets, 'asset')}` : `Delete ${counted(selected.length, 'asset')}`,
      keep: 'Keep them',
      danger: true,
    });
    if (!yes) return;
    const answer = await empty.run(all ? {} : { sha256s: await hashesOf(client, selected) });
    if (answer) showToast({ glyph: 'done', title: `${counted(answer.removed, 'asset')} deleted`, detail: `${bytes(answer.bytes)} freed.` });
  }

  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
      <p className="min-w-0 flex-1 text-body text-text-2">{counted(assets.total ?? 0, 'asset')} in the trash. Every file stays until it is deleted here.</p>
      <Button size="small" busy={restore.busy} onClick={() => void bringBack()}>
        Restore {which}
      </Button>
      <Button size="small" look="danger" busy={empty.busy} onClick={() => void deleteForGood()}>
        {selected.length === 0 ? 'Empty the trash' : `Delete ${which} for good`}
      </Button>
    </div>
  );
}

/** Of these, or of all that is in the trash: as many as one command takes. */
async function hashesOf(client: ReturnType<typeof useClient>, ids: readonly number[]): Promise<string[]> {
  const wanted = ids.length > 0 ? ids.slice(0, AT_ONCE) : (await client.call('asset.order', { trashed: true, limit: AT_ONCE })).ids;
  return client.call('asset.hashes', { ids: [...wanted] });
}
