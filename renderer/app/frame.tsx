import { BusyGlyph } from '../components/button.tsx';
import { useRoute } from '../state/route.ts';
import { CodeGate } from './code-gate.tsx';
import { OverScreens } from './over-screens.tsx';
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
  const { code, name } = SCREEN_INFO[screen];
  useShortcuts();
  useAlerts();
  return (
    <div className="flex h-full flex-col">
      <WindowTitle />
      <TitleBar />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <main key={screen} aria-label={name} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <CodeGate name={name} coming={<Opening name={name} />}>
            <code.View />
          </CodeGate>
        </main>
      </div>
      <StatusLine />
      <OverScreens />
    </div>
  );
}

function Opening({ name }: { name: string }) {
  return (
    <output className="flex items-center gap-3 px-4 py-3 text-body text-text-2">
      <BusyGlyph />
      Opening {name}
    </output>
  );
}
