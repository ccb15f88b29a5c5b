import { getRequestListener } from '@hono/node-server';
import { createServer } from 'node:http';
import type { Settings } from '../../shared/domain.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Logger } from '../engine/log.ts';
import { listenLocally } from './listen.ts';
import { createWebhookApp } from './webhook-app.ts';

export interface WebhookReceiver {
  port: number;
  /** Drops every connection. Idempotent. */
  close(): Promise<void>;
}

/** A server of its own, so that a tunnel to it reaches nothing else. Rejects where the port is taken. */
export async function startWebhookReceiver(engine: Pick<Engine, 'webhook'>, port: number): Promise<WebhookReceiver> {
  const answer = getRequestListener(createWebhookApp(engine).fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  const bound = await listenLocally(server, port);
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Wanted = Pick<Settings, 'webhookBase' | 'webhookPort'>;

/**
 * Receives webhooks while the settings say where from, on the port they name; follows their changes. A port that cannot be opened is told to
 * the engine, and jobs are asked for as ever. `settled` resolves when what was asked for so far is so.
 */
function followWebhookSettings(engine: Pick<Engine, 'followSettings' | 'webhook' | 'hears'>, log: Logger): { settled(): Promise<void>; end(): Promise<void> } {
  let open: WebhookReceiver | null = null;
  let turn: Promise<void> = Promise.resolve();

  async function become({ webhookBase, webhookPort }: Wanted): Promise<void> {
    const port = webhookBase === null ? null : webhookPort;
    if (port === (open?.port ?? null)) return;
    await open?.close();
    open = null;
    engine.hears(true);
    if (port === null) return;
    try {
      open = await startWebhookReceiver(engine, port);
    } catch (error) {
      engine.hears(false);
      log.error('webhooks cannot be received', { port, error: String(error) });
    }
  }

  const follow = (wanted: Wanted): Promise<void> => (turn = turn.then(() => become(wanted)));
  const leave = engine.followSettings((settings) => void follow(settings));
  return {
    settled: () => turn,
    end() {
      leave();
      return follow({ webhookBase: null, webhookPort: 0 });
    },
  };
}

/** The engine with its receiver, which ends with it. */
export async function receivingWebhooks(engine: Engine, log: Logger): Promise<Engine> {
  const receiver = followWebhookSettings(engine, log);
  await receiver.settled();
  return { ...engine, stop: () => receiver.end().then(() => engine.stop()) };
}
