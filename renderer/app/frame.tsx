import { BatchDialogs } from '../screens/queue/batch-dialogs.tsx';
import { IoDialogs } from '../screens/library/io/io-dialogs.tsx';
import { useDeskSync } from '../screens/compose/draft/desk-sync.ts';
import { useRoute } from '../state/route.ts';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { SCREEN_INFO } from './screens.ts';
import { useShortcuts } from './shortcuts.ts';
import { StatusLine } from './status-line.tsx';
import { TitleBar } from './title-bar.tsx';
import { useAlerts } from './use-alerts.ts';
import { WindowTitle } from './window-title.ts';

/** Title bar, rail, the screen, status line. */
export function Frame() {
  const screen = useRoute((route) => route.screen);
  const { view: View, name } = SCREEN_INFO[screen];
  useShortcuts();
  useAlerts();
  useDeskSync();
  return (
    <div className="flex h-full flex-col">
      <WindowTitle />
      <TitleBar />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <main key={screen} aria-label={name} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <View />
        </main>
      </div>
      <StatusLine />
      <Palette />
      <BatchDialogs />
      <IoDialogs />
    </div>
  );
}
