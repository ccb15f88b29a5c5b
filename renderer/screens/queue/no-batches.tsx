import { Button } from '../../components/button.tsx';
import { Empty, OutlineTiles } from '../../components/empty.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { navigate } from '../../state/route.ts';

/** Nothing is queued: the way on is composing, or in the sandbox the starter batch. */
export function NoBatches() {
  const practising = useEngine((state) => state.status?.endpoint === 'sandbox');
  const starter = useCommand('sandbox.starterBatch');
  return (
    <li>
      <Empty
        drawing={<OutlineTiles count={4} size={48} />}
        title="Nothing is queued"
        action={
          practising ? (
            <>
              <Button look="primary" busy={starter.busy} onClick={() => void starter.run(null)}>
                Queue the starter batch
              </Button>
              <Button onClick={() => navigate('compose')}>Compose</Button>
            </>
          ) : (
            <Button look="primary" onClick={() => navigate('compose')}>
              Compose the first batch
            </Button>
          )
        }
      >
        {practising
          ? 'The sandbox runs, and its keys are ready: a small batch shows how everything moves. It costs nothing.'
          : 'Compose one generation or five thousand; cost and finish are known first.'}
      </Empty>
    </li>
  );
}
