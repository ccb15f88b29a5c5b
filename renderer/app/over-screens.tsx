import { useState } from 'react';
import { useIoDialog } from '../screens/library/io/io-dialog.ts';
import { useBatchDialog } from '../screens/queue/batch-dialog.ts';
import { useRoute } from '../state/route.ts';
import { useRested } from './bring-code.ts';
import { CodeGate } from './code-gate.tsx';
import { later } from './later.tsx';
import { usePaletteOpen } from './palette-state.ts';

/** What opens over whichever screen. */
const OVER_SCREENS = {
  palette: later(async () => (await import('./palette.tsx')).Palette),
  files: later(async () => (await import('../screens/library/io/io-dialogs.tsx')).IoDialogs),
  desk: later(async () => (await import('./desk-keeper.ts')).DeskKeeper),
  batch: later(async () => (await import('../screens/queue/batch-dialogs.tsx')).BatchDialogs),
};

/** The palette, and the dialogs about files and batches, from the first time that each is opened. */
export function OverScreens() {
  const composes = useRoute(({ screen }) => screen === 'compose');
  const rested = useRested((start) => start.rested);
  // What is composed is kept from the moment one can compose.
  const desk = useEver(composes || rested);
  const palette = useEver(usePaletteOpen(({ open }) => open));
  const files = useEver(useIoDialog(({ dialog }) => dialog.kind !== 'none'));
  const batch = useEver(useBatchDialog(({ dialog }) => dialog.kind !== 'none'));
  return (
    <CodeGate name="What you opened" coming={null} className="fixed right-4 bottom-10 z-30 max-w-120 shadow-float">
      {desk && <OVER_SCREENS.desk.View />}
      {palette && <OVER_SCREENS.palette.View />}
      {files && <OVER_SCREENS.files.View />}
      {batch && <OVER_SCREENS.batch.View />}
    </CodeGate>
  );
}

/** True from the first time on. */
function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
