import { Pause, Play, Plus } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { VaultNotice } from '../../components/vault-notice.tsx';
import { count, counted } from '../../look/numbers.ts';
import { moving } from '../../look/states.ts';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { useBatches } from '../../state/lists.ts';
import { navigate } from '../../state/route.ts';
import { BatchTable } from './batch-table.tsx';
import { DiskNotice } from './disk-notice.tsx';
import { FlightBoard } from './board/flight-board.tsx';
import { QueueHero } from './hero.tsx';
import { SilentNotice } from './silent-notice.tsx';
import { UncertainStrip } from './uncertain-strip.tsx';

/** The control room: figures, what needs a decision, the flight board, batches. */
export function Overview() {
  const batches = useBatches();
  const busy = batches.filter((batch) => moving(batch.counts) > 0).length;
  return (
    <>
      <ScreenTitle title="Queue" detail={`${counted(batches.length, 'batch', 'batches')}, ${count(busy)} moving`} actions={<QueueActions />} />
      <SilentNotice />
      <DiskNotice />
      <VaultNotice />
      <QueueHero />
      <UncertainStrip />
      <FlightBoard />
      <BatchTable />
    </>
  );
}

function QueueActions() {
  const paused = useEngine((state) => state.status?.paused ?? false);
  const pause = useCommand('queue.pause');
  const resume = useCommand('queue.resume');
  return (
    <>
      {paused ? (
        <Button look="ghost" busy={resume.busy} icon={<Play size={16} strokeWidth={1.5} aria-hidden />} onClick={() => void resume.run(null)}>
          Resume all
        </Button>
      ) : (
        <Button look="ghost" busy={pause.busy} icon={<Pause size={16} strokeWidth={1.5} aria-hidden />} onClick={() => void pause.run(null)}>
          Pause all
        </Button>
      )}
      <Button icon={<Plus size={16} strokeWidth={1.5} aria-hidden />} onClick={() => navigate('compose')}>
        Compose <Kbd keys="N" />
      </Button>
    </>
  );
}
