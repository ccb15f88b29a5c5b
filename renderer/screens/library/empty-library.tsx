import { Button } from '../../components/button.tsx';
import { Empty, OutlineTiles } from '../../components/empty.tsx';
import { navigate } from '../../state/route.ts';
import { showAllAssets } from './query/library-query.ts';

export function NothingYet() {
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

export function NothingFound() {
  return (
    <Empty drawing={<OutlineTiles />} title="No asset fits" action={<Button onClick={showAllAssets}>Show all assets</Button>}>
      Other words, or fewer ticks, find more.
    </Empty>
  );
}
