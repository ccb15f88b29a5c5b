import type { ReactNode } from 'react';
import type { Settings } from '../../../shared/domain.ts';
import { Facts } from '../../components/inspector.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { Segment } from '../../components/segment.tsx';
import { bytes, count } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { KeyboardSettings } from './keyboard-settings.tsx';
import { QueueRules } from './queue-rules.tsx';
import { MediaSettings } from './media-settings.tsx';
import { SandboxSettings } from './sandbox-settings.tsx';
import { WebhookSettings } from './webhook-settings.tsx';

export function SettingsScreen() {
  return (
    <>
      <ScreenTitle title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Part title="Look">
          <ThemeChoice />
        </Part>
        <Part title="Start-up">
          <StartUpChoice />
        </Part>
        <Part title="Queue">
          <QueueRules />
        </Part>
        <Part title="Keyboard">
          <KeyboardSettings />
        </Part>
        <Part title="Workspace">
          <Workspace />
        </Part>
        <Part title="API">
          <Endpoint />
        </Part>
        <Part title="Files in inputs">
          <MediaSettings />
        </Part>
        <Part title="Webhooks">
          <WebhookSettings />
        </Part>
        <Part title="Sandbox">
          <SandboxSettings />
        </Part>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-[160px_minmax(0,1fr)] gap-x-6 border-b border-line px-6 py-5">
      <h2 className="text-title font-semibold">{title}</h2>
      <div className="max-w-[72ch] min-w-0">{children}</div>
    </section>
  );
}

const THEMES: readonly { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Graphite' },
  { value: 'light', label: 'Paper' },
];

function ThemeChoice() {
  const theme = useEngine((state) => state.settings?.theme ?? 'system');
  const update = useCommand('settings.update');
  return <Segment label="Theme" value={theme} choices={THEMES} onChange={(next) => void update.run({ theme: next })} />;
}

const START_UPS: readonly { value: Settings['startUp']; label: string }[] = [
  { value: 'as-it-was', label: 'As it was' },
  { value: 'run', label: 'Run' },
  { value: 'pause', label: 'Pause' },
];

function StartUpChoice() {
  const startUp = useEngine((state) => state.settings?.startUp ?? 'as-it-was');
  const update = useCommand('settings.update');
  return (
    <div className="flex flex-col items-start gap-2">
      <Segment label="The queue at start-up" value={startUp} choices={START_UPS} onChange={(next) => void update.run({ startUp: next })} />
      <p className="text-body text-text-2">What the queue does when the companion starts. Jobs that are at the API come home either way.</p>
    </div>
  );
}

function Workspace() {
  const status = useEngine((state) => state.status);
  const totals = useEngine((state) => state.totals);
  if (!status || !totals) return null;
  return (
    <Facts
      rows={[
        { name: 'Folder', value: <span className="mono break-all">{status.workspace}</span> },
        { name: 'Library', value: `${count(totals.assets)} assets, ${bytes(totals.assetBytes)}` },
        { name: 'Vault', value: status.vault.kind === 'keychain' ? 'the system’s keychain' : 'sealed with your passphrase' },
        { name: 'Version', value: <span className="mono">{status.version}</span> },
        { name: 'Opened by', value: HOST[status.host] },
      ]}
    />
  );
}

const HOST = { desktop: 'the desktop app', browser: 'the browser host', cli: 'the command line' } as const;

function Endpoint() {
  const status = useEngine((state) => state.status);
  if (!status) return null;
  return (
    <Facts
      rows={[
        { name: 'In use', value: status.endpoint === 'sandbox' ? 'the sandbox: nothing is charged' : 'the real API' },
        { name: 'Address', value: <span className="mono break-all">{status.baseUrl}</span> },
      ]}
    />
  );
}
