import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Engine } from '../engine/engine-types.ts';

/** A job's end is a few kilobytes. */
const MOST_BYTES = 1024 * 1024;

/**
 * The webhook receiver's one route. It is reached through a tunnel, so any `Host` is right and the whole world may ask: what is believed, the engine decides by
 * the signature. Web pages (`Origin`) have no business here. Answers at once, and tells nothing of what it knows.
 */
export function createWebhookApp(engine: Pick<Engine, 'webhook'>): Hono {
  const app = new Hono();
  const tooLong = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.body(null, 413) });
  app.post('/webhooks/:token', tooLong, async (c) => {
    if (c.req.header('origin') !== undefined) return c.body(null, 403);
    const status = await engine.webhook({
      token: c.req.param('token'),
      signature: c.req.header('x-abstrakt-signature') ?? null,
      timestamp: c.req.header('x-abstrakt-timestamp') ?? null,
      body: new Uint8Array(await c.req.arrayBuffer()),
    });
    return c.json({ received: status === 200 }, status as 200);
  });
  app.notFound((c) => c.body(null, 404));
  app.onError((_error, c) => c.body(null, 500));
  return app;
}
