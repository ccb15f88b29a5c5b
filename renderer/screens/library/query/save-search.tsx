import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { useClient } from '../../../state/engine.tsx';
import { NameDialog } from '../facets/name-dialog.tsx';

/** Keeps the search as a smart collection. */
export function SaveSearch({ text }: { text: string }) {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton size="small" label="Keep this search as a smart collection" icon={<BookmarkPlus size={14} aria-hidden />} onClick={() => setAsking(true)} />
      <NameDialog
        open={asking}
        title="A smart collection of this search"
        note={text}
        action="Keep the search"
        name=""
        onClose={() => setAsking(false)}
        onName={(name) => client.call('collection.create', { name, query: text })}
      />
    </>
  );
}
