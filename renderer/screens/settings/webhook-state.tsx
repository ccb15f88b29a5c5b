import type { CallOutput } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/domain.ts';
import { Glyph } from '../../components/glyph.tsx';
import type { GlyphName } from '../../components/glyph-shapes.tsx';
import { count } from '../../look/numbers.ts';

export interface WebhookStateProps {
  settings: Pick<Settings, 'webhookBase' | 'webhookPort' | 'webhookUnsigned'>;
  status: CallOutput<'webhook.status'>;
}

/** Whether word is waited for now, why not, and what came since the start. */
export function WebhookState({ settings, status }: WebhookStateProps) {
  const { glyph, words } = webhookWords(settings, status);
  return (
    <p role="status" aria-label="Webhooks now" className="flex items-center gap-2 text-body text-text-2">
      <Glyph name={glyph} />
      <span>
        {words}
        {settings.webhookBase !== null && (
          <>
            {' '}
            Since the start <span className="mono">{count(status.received)}</span> received, <span className="mono">{count(status.refused)}</span> refused.
          </>
        )}
      </span>
    </p>
  );
}

/** In words, pure. */
export function webhookWords(
  { webhookBase, webhookPort, webhookUnsigned }: WebhookStateProps['settings'],
  status: WebhookStateProps['status'],
): { glyph: GlyphName; words: string } {
  if (webhookBase === null) return { glyph: 'paused', words: 'Off: finished jobs are asked for.' };
  if (status.deaf)
    return { glyph: 'failed', words: `Port ${webhookPort} is taken by another program: nothing is heard, and jobs are asked for. Choose another.` };
  if (!status.known && !webhookUnsigned) return { glyph: 'waiting', words: 'Waits for the signing secret: until then jobs are asked for.' };
  if (!status.trusted)
    return { glyph: 'waiting', words: 'Word of a job was missed: jobs are asked for until a webhook arrives again. Look whether the tunnel is up.' };
  return { glyph: 'running', words: 'Listens: long jobs are waited for.' };
}
