import { Button } from '../../components/button.tsx';
import { Empty, OutlineTiles } from '../../components/empty.tsx';
import { navigate } from '../../state/route.ts';
import { showAllAssets, useLibraryQuery } from './query/library-query.ts';

/** Why there is nothing to see, and the way on. */
export function Nothing() {
  const { text, shelf } = useLibraryQuery();
  if (text.trim() !== '') return <NothingFound />;
  if (shelf.kind === 'trash') return <EmptyTrash />;
  return shelf.kind === 'collection' ? <EmptyCollection /> : <NothingYet />;
}

function NothingYet() {
  return (
    <Empty
      drawing={<OutlineTiles count={5} size={64} />}
      title="Nothing here yet"
      action={<Button onClick={() => navigate('compose')}>Compose a first job</Button>}
    >
      Every output comes home to this machine and stays, with the prompt, model and seed that made it.
    </Empty>
  );
}

function EmptyTrash() {
  return (
    <Empty drawing={<OutlineTiles />} title="The trash is empty" action={<Button onClick={showAllAssets}>Show all assets</Button>}>
      What is moved here keeps its file until the trash is emptied.
    </Empty>
  );
}

function EmptyCollection() {
  return (
    <Empty drawing={<OutlineTiles />} title="Nothing in this collection yet" action={<Button onClick={showAllAssets}>Show all assets</Button>}>
      Select assets and put them into it, in the panel beside them.
    </Empty>
  );
}

function NothingFound() {
  return (
    <Empty drawing={<OutlineTiles />} title="No asset fits" action={<Button onClick={showAllAssets}>Show all assets</Button>}>
      Other words, or fewer ticks, find more.
    </Empty>
  );
}
