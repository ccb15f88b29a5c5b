import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy } from '../hosts/content-security.ts';
import { INDEX, MEDIA_SCHEME, isOurPage } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy({ connect: [`${MEDIA_SCHEME}:`], media: [`${MEDIA_SCHEME}:`] }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Answers a request for a page or its files from the renderer's build in `root`; 404 for all else, 405 for all but GET. */
export async function pageFile(root: string, request: { url: string; method: string }): Promise<Response> {
  if (request.method !== 'GET') return plain(405);
  const path = isOurPage(request.url) ? pathInside(new URL(request.url).pathname) : null;
  const type = path && TYPES[extname(path)];
  if (!path || !type) return plain(404);
  try {
    return new Response(await readFile(join(root, path)), { headers: { ...HEADERS, 'Content-Type': type } });
  } catch {
    return plain(404);
  }
}

/** Names of plain characters only: no dot files, no `..`, nothing encoded. */
function pathInside(pathname: string): string | null {
  if (pathname === '/') return INDEX;
  return /^(\/[\w@-][\w.@-]*)+$/.test(pathname) ? pathname : null;
}

function plain(status: 404 | 405): Response {
  return new Response(null, { status, headers: HEADERS });
}
