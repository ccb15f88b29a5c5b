import { protocol } from 'electron';
import { MEDIA_KINDS } from '../../shared/contract.ts';
import type { Engine } from '../engine/engine-types.ts';
import { mediaResponse, noMedia } from '../hosts/media-response.ts';
import { outgoingResponse } from '../hosts/outgoing-response.ts';
import { MEDIA_SCHEME, PAGE_ORIGIN, PAGE_SCHEME } from './origin.ts';
import { pageFile } from './page-files.ts';

/**
 * Serves the renderer's build in `pages` as `app://companion/`, the library as `media://KIND/SHA256` (`MediaKind`), and
 * exports, which are downloaded, as `media://export/TICKET`.
 */
export function serveProtocols(engine: Pick<Engine, 'media' | 'outgoing'>, pages: string): void {
  protocol.handle(PAGE_SCHEME, (request) => pageFile(pages, request));
  protocol.handle(MEDIA_SCHEME, (request) => media(engine, request));
}

/** Our pages may read the pixels: the thumbnail worker fetches what it decodes. */
async function media(engine: Pick<Engine, 'media' | 'outgoing'>, request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (host === 'export') return outgoingResponse(request.method === 'GET' ? engine.outgoing(pathname.slice(1)) : null);
  const kind = MEDIA_KINDS.find((one) => one === host);
  const file = kind ? await engine.media(kind, pathname.slice(1)) : null;
  const response = file ? await mediaResponse(file, { method: request.method, range: request.headers.get('Range') }) : noMedia(404);
  response.headers.set('Access-Control-Allow-Origin', PAGE_ORIGIN);
  return response;
}
