import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type WebhookCall = 'webhook.setSecret' | 'webhook.status';

export function webhookHandlers({ webhooks, vault }: Rooms): Handlers<WebhookCall> {
  return {
    'webhook.setSecret': async ({ secret }) => {
      if (vault.state() !== 'open')
        throw new AppError(
          'VAULT_LOCKED',
          'The signing secret is kept in the vault, and it is not open. Nothing was changed. Open the vault, then set it again.',
        );
      await webhooks.setSecret(secret);
      return null;
    },
    'webhook.status': () => webhooks.status(),
  };
}
