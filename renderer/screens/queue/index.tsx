import { useEngine } from '../../state/engine.tsx';
import { batchesOf, keysOf } from '../../state/lists.ts';
import { useRoute } from '../../state/route.ts';
import { FirstRun } from '../first-run/index.tsx';
import { BatchScreen } from './batch-screen.tsx';
import { NoSuchBatch } from './no-such-batch.tsx';
import { SpendScreen } from './spend/spend-screen.tsx';
import { Overview } from './overview.tsx';

/** `#/queue`, `#/queue/spend`, `#/queue/<batch>`, `#/queue/<batch>/<job>`. With no key and no batch: the first run. */
export function QueueScreen() {
  const path = useRoute((route) => route.path);
  const nothing = useNothingYet();
  if (path[0] === 'spend') return <SpendScreen />;
  if (path.length === 0) return nothing ? <FirstRun /> : <Overview />;
  return <OneBatch id={Number(path[0])} jobId={path[1] === undefined ? null : Number(path[1])} />;
}

function OneBatch({ id, jobId }: { id: number; jobId: number | null }) {
  const batch = useEngine((state) => state.batches[id]);
  return batch ? <BatchScreen key={id} batch={batch} jobId={jobId} /> : <NoSuchBatch />;
}

function useNothingYet(): boolean {
  return useEngine((state) => keysOf(state).length === 0 && batchesOf(state).length === 0);
}
