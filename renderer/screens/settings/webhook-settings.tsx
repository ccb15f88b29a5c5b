import { useState, type SubmitEvent } from 'react';
import { settings as settingsSchema, type Settings } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/switch.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { SecretField, TextField } from './text-field.tsx';
import { useWebhookStatus } from './use-webhook-status.ts';
import { WebhookState } from './webhook-state.tsx';

/** What is edited, as text; saved together. */
interface Edited {
  base: string;
  port: string;
}

/** How the API sends word of finished jobs to this machine, where it can reach it. */
export function WebhookSettings() {
  const settings = useEngine((state) => state.settings);
  return settings && <WebhookForm settings={settings} />;
}

function WebhookForm({ settings }: { settings: Settings }) {
  const [edited, setEdited] = useState<Edited | null>(null);
  const [secret, setSecret] = useState('');
  const update = useCommand('settings.update', true);
  const keep = useCommand('webhook.setSecret', true);
  const [asked, setAsked] = useState(0);
  const status = useWebhookStatus(asked);
  const shown = edited ?? { base: settings.webhookBase ?? '', port: String(settings.webhookPort) };
  const wrong = problemsOf(shown);
  const changed = edited !== null || secret !== '';

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (wrong.base !== undefined || wrong.port !== undefined) return;
    if (secret !== '' && (await keep.run({ secret })) === undefined) return;
    if (edited && (await update.run({ webhookBase: baseOf(shown.base), webhookPort: Number(shown.port) })) === undefined) return;
    setSecret('');
    setEdited(null);
    setAsked((before) => before + 1);
  }

  async function stop(): Promise<void> {
    if ((await keep.run({ secret: null })) === undefined) return;
    await update.run({ webhookBase: null });
    setEdited(null);
    setAsked((before) => before + 1);
  }

  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4" aria-label="Webhooks">
      <p className="text-body text-text-2">
        Where the API can reach this machine it sends word when a job is over, so that nobody spends requests on asking. That takes a public address that leads
        here: a tunnel to <span className="mono whitespace-nowrap">127.0.0.1:{settings.webhookPort}</span>. Nothing but webhooks is answered there.
      </p>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <TextField
          label="Public address"
          error={wrong.base}
          value={shown.base}
          placeholder="https://my-tunnel.example.com"
          onChange={(base) => setEdited({ ...shown, base })}
        />
        <TextField label="Port on this machine" error={wrong.port} inputMode="numeric" value={shown.port} onChange={(port) => setEdited({ ...shown, port })} />
        <SecretField
          label="Signing secret"
          kept={status?.known ?? false}
          placeholder="as the API shows it, whsec_…"
          error={keep.error?.message ?? update.error?.message}
          value={secret}
          onChange={setSecret}
        />
      </div>
      <Switch checked={settings.webhookUnsigned} onChange={(webhookUnsigned) => void update.run({ webhookUnsigned })}>
        Believe word without a signature
      </Switch>
      <p className="text-small text-text-3">
        A signature proves with the secret that the API wrote it, within five minutes. Without one, only the address proves it: it is made up anew at each start
        and told to nobody but the API. What proves neither is refused and changes nothing.
      </p>
      {status && <WebhookState settings={settings} status={status} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" busy={keep.busy || update.busy} disabledBecause={offBecause(changed, secret, wrong)}>
          Save
        </Button>
        {(settings.webhookBase !== null || status?.known) && (
          <Button look="ghost" onClick={() => void stop()}>
            Stop, and forget the secret
          </Button>
        )}
      </div>
    </form>
  );
}

/** `webhook.setSecret` takes no shorter one. */
const LEAST_SECRET = 8;

function offBecause(changed: boolean, secret: string, wrong: ReturnType<typeof problemsOf>): string | undefined {
  if (!changed) return 'Nothing is changed';
  if (secret !== '' && secret.trim().length < LEAST_SECRET) return `A signing secret has at least ${LEAST_SECRET} characters`;
  return wrong.base ?? wrong.port;
}

function baseOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function problemsOf({ base, port }: Edited): { base: string | undefined; port: string | undefined } {
  const { webhookBase, webhookPort } = settingsSchema.shape;
  return {
    base: webhookBase.safeParse(baseOf(base)).success ? undefined : 'An address that begins with https:// or http://, or nothing',
    port: /^\d+$/.test(port) && webhookPort.safeParse(Number(port)).success ? undefined : 'A number from 1024 to 65535',
  };
}
