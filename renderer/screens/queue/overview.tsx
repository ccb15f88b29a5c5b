import { Coins, Pause, Play, Plus } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { useKeysOf } from '../../components/shortcut-words.ts';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { VaultNotice } from '../../components/vault-notice.tsx';
import { count, counted } from '../../look/numbers.ts';
import { moving } from '../../look/states.ts';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { type AppState, isPaused } from '../../state/app-state.ts';
import { batchesOf } from '../../state/lists.ts';
import { navigate } from '../../state/route.ts';
import { BatchTable } from './batch-table.tsx';
import { DiskNotice } from './disk-notice.tsx';
import { FlightBoard } from './board/flight-board.tsx';
import { QueueHero } from './hero.tsx';
import { SilentNotice } from './silent-notice.tsx';
import { WhatIf } from './what-if/what-if.tsx';
import { UncertainStrip } from './uncertain-strip.tsx';

/** The control room: figures, what needs a decision, the flight board, batches. */
export function Overview() {
  const detail = useEngine(batchesWords);
  return (
    <>
      <ScreenTitle title="Queue" detail={detail} actions={<QueueActions />} />
      <SilentNotice />
      <DiskNotice />
      <VaultNotice />
      <QueueHero />
      <UncertainStrip />
      <FlightBoard />
      <div className="flex min-h-0 flex-1 [&>*:first-child]:flex-1">
        <BatchTable />
        <div className="hidden w-78 shrink-0 flex-col min-[1440px]:flex wide:w-96 [&>*]:flex-1">
          <WhatIf />
        </div>
      </div>
    </>
  );
}

function batchesWords(state: AppState): string {
  const batches = batchesOf(state);
  return `${counted(batches.length, 'batch', 'batches')}, ${count(batches.filter((batch) => moving(batch.counts) > 0).length)} moving`;
}

function QueueActions() {
  const paused = useEngine(isPaused);
  const pause = useCommand('queue.pause');
  const resume = useCommand('queue.resume');
  const keys = useKeysOf('compose');
  return (
    <>
      <Button look="ghost" icon={<Coins size={16} strokeWidth={1.5} aria-hidden />} onClick={() => navigate('queue', 'spend')}>
        Spend
      </Button>
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
        Compose <Kbd keys={keys} />
      </Button>
    </>
  );
}
