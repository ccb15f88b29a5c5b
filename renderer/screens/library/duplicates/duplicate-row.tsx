import { useEffect, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { useCommand } from '../../../state/command.ts';
import { useClient } from '../../../state/engine.tsx';
import { openComparison } from '../compare/comparison.ts';
import { noteStep } from '../select/undo-steps.ts';
import { bestOf } from './best-of.ts';
import { DuplicateChoice } from './duplicate-choice.tsx';
import type { DuplicateGroup } from './use-duplicates.ts';

/** One group beside each other: choose which stays. */
export function DuplicateRow({ group, onDone }: { group: DuplicateGroup; onDone(): void }) {
  const client = useClient();
  const assets = useRows(group);
  const [wanted, setWanted] = useState<number | null>(null);
  const [merge, apart] = [useCommand('duplicates.merge'), useCommand('duplicates.apart')];
  const keep = assets.find(({ id }) => id === wanted) ?? bestOf(assets);
  const others = assets.filter((asset) => asset !== keep);

  async function mergeThem(): Promise<void> {
    if (!keep) return;
    const done = await merge.run({ keep: keep.sha256, others: others.map(({ sha256 }) => sha256) });
    if (!done) return;
    const title = `Kept one, ${counted(done.merged, 'duplicate')} moved to the trash`;
    noteStep(client, { tokens: done.undo === null ? [] : [done.undo], title, detail: 'Tags, stars and collections went to the one you kept.' });
    onDone();
  }

  async function setApart(): Promise<void> {
    const done = await apart.run({ ids: group.ids });
    if (!done) return;
    noteStep(client, {
      tokens: done.undo === null ? [] : [done.undo],
      title: `${counted(group.ids.length, 'asset')} kept as they are`,
      detail: 'They are not offered together again.',
    });
    onDone();
  }

  return (
    <li className="flex flex-col gap-2 border-t border-line py-3" aria-label={wordsOf(group)}>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 text-body font-medium text-text">{wordsOf(group)}</h3>
        <Button size="small" look="ghost" onClick={() => openComparison(group.ids)}>
          Compare
        </Button>
        <Button size="small" busy={apart.busy} onClick={() => void setApart()}>
          Not the same
        </Button>
        <Button size="small" busy={merge.busy} disabledBecause={others.length === 0 ? 'Reading them' : undefined} onClick={() => void mergeThem()}>
          Keep one, trash {count(others.length)}
        </Button>
      </div>
      <div role="radiogroup" aria-label="Which to keep" className="flex flex-wrap gap-3">
        {assets.map((asset) => (
          <DuplicateChoice key={asset.sha256} asset={asset} group={group.ids.join()} chosen={asset === keep} onChoose={() => setWanted(asset.id)} />
        ))}
      </div>
    </li>
  );
}

const wordsOf = ({ why, ids }: DuplicateGroup) =>
  `${count(ids.length)} ${why === 'look' ? 'that look the same' : 'made by different jobs from the same input and seed'}`;

/** The rows of a group; those that went meanwhile are left out. */
function useRows({ ids }: DuplicateGroup): readonly AssetView[] {
  const client = useClient();
  const key = ids.join();
  const [rows, setRows] = useState<readonly AssetView[]>([]);
  useEffect(() => {
    let current = true;
    client.call('asset.some', { ids: key.split(',').map(Number) }).then(
      (found) => current && setRows(found.filter(({ trashedAt }) => trashedAt === null)),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, key]);
  return rows;
}
