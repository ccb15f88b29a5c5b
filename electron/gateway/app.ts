import { Hono } from 'hono';
import { MEDIA_KINDS } from '../../shared/contract.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Logger } from '../engine/log.ts';
import { mediaResponse, noMedia } from '../hosts/media-response.ts';
import { outgoingResponse } from '../hosts/outgoing-response.ts';
import { isForUs } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import type { Session } from './session.ts';
import { SIGN_IN_PAGE } from './sign-in-page.ts';
import { staticFile } from './static-files.ts';

export interface AppOptions {
  engine: Pick<Engine, 'media' | 'outgoing'>;
  session: Session;
  port: number;
  /** Folder of the renderer's build, and its page inside it. */
  pages: { root: string; index: string };
  log: Logger;
}

/** The gateway's HTTP side: the page, its files, and media. Everything needs a session but the address that makes one. */
export function createApp({ engine, session, port, pages, log }: AppOptions): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    const host = c.req.header('host') ?? null;
    const forUs = isForUs({ host, origin: c.req.header('origin') ?? null }, port);
    if (forUs) await next();
    else c.res = c.text('This address is for pages of Abstrakt Companion on this machine only.\n', 403);
    for (const [name, value] of Object.entries(securityHeaders(forUs && host ? host : `127.0.0.1:${port}`)))
      if (!c.res.headers.has(name)) c.header(name, value);
  });

  app.use(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('Only GET and HEAD.\n', 405, { Allow: 'GET, HEAD' });
    const token = c.req.path === '/' ? (c.req.query('token') ?? null) : null;
    if (session.acceptsToken(token)) return c.body(null, 303, { Location: '/', 'Set-Cookie': session.setCookie, 'Cache-Control': 'no-store' });
    if (session.accepts({ cookie: c.req.header('cookie') ?? null, authorization: c.req.header('authorization') ?? null })) return next();
    return c.html(SIGN_IN_PAGE, 401, { 'Cache-Control': 'no-store' });
  });

  app.get('/media/:kind/:sha256', async (c) => {
    const kind = MEDIA_KINDS.find((one) => one === c.req.param('kind'));
    const file = kind ? await engine.media(kind, c.req.param('sha256')) : null;
    return file ? mediaResponse(file, { method: c.req.method, range: c.req.header('range') ?? null }) : noMedia(404);
  });

  app.get('/export/:ticket', (c) => outgoingResponse(c.req.method === 'GET' ? engine.outgoing(c.req.param('ticket')) : null));

  app.get('*', (c) => staticFile(pages.root, pages.index, new URL(c.req.url).pathname));

  app.onError((error, c) => {
    log.error('gateway: a request failed', { path: c.req.path, error: error.message });
    return c.text('Something in the companion itself failed. Reload the page.\n', 500);
  });
  return app;
}
