import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { hrefOf, navigate } from '../../state/route.ts';

export function NoSuchBatch() {
  return (
    <>
      <ScreenTitle title="No such batch" within={{ title: 'Queue', href: hrefOf('queue') }} />
      <Empty title="This batch is not in the workspace" action={<Button onClick={() => navigate('queue')}>Show all batches</Button>}>
        It was removed, or the address names another workspace’s.
      </Empty>
    </>
  );
}
