import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { CollectionView } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { useCommand } from '../../../state/command.ts';
import { useClient } from '../../../state/engine.tsx';
import { showAllAssets, useLibraryQuery } from '../query/library-query.ts';
import { noteStep } from '../select/undo-steps.ts';
import { NameDialog } from './name-dialog.tsx';

/** What can be done with a collection itself. */
export function CollectionMenu({ collection }: { collection: CollectionView }) {
  const client = useClient();
  const [naming, setNaming] = useState(false);
  const remove = useRemoval(collection);
  return (
    <>
      <Menu
        trigger={<IconButton size="small" label={`Actions of ${collection.name}`} icon={<MoreHorizontal size={14} aria-hidden />} />}
        items={[
          { label: 'Rename', run: () => setNaming(true) },
          { label: 'Remove', danger: true, apart: true, run: () => void remove() },
        ]}
      />
      <NameDialog
        open={naming}
        title="Another name"
        {...(collection.query === null ? {} : { note: collection.query })}
        action="Rename"
        name={collection.name}
        onClose={() => setNaming(false)}
        onName={async (name) => {
          const { undo } = await client.call('collection.rename', { id: collection.id, name });
          noteStep(client, { tokens: undo === null ? [] : [undo], title: `“${collection.name}” renamed to “${name}”` });
        }}
      />
    </>
  );
}

function useRemoval({ id, name }: CollectionView): () => Promise<void> {
  const client = useClient();
  const command = useCommand('collection.remove');
  return async () => {
    const answer = await command.run({ id });
    if (!answer) return;
    const { shelf } = useLibraryQuery.getState();
    if (shelf.kind === 'collection' && shelf.id === id) showAllAssets();
    const tokens = answer.undo === null ? [] : [answer.undo];
    noteStep(client, { tokens, title: `Collection “${name}” removed`, detail: 'Its assets stay in the library.' });
  };
}
