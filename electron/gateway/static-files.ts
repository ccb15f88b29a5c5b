import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** As Vite names what it bundles; such a name never gets other bytes. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Serves the renderer's build. Only files inside `root` with a known type are found: dots, encoded slashes and links that lead out of it answer 404.
 * `pathname` is a URL's, still encoded; `/` is `index`, a path inside `root`.
 */
export async function staticFile(root: string, index: string, pathname: string): Promise<Response> {
  const file = await find(root, pathname === '/' ? `/${index}` : pathname);
  if (!file) return new Response('Not found.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
    headers: {
      'Content-Type': file.type,
      'Content-Length': String(file.bytes),
      'Cache-Control': HASHED.test(pathname) ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

async function find(root: string, pathname: string): Promise<{ path: string; type: string; bytes: number } | null> {
  const segments = decode(pathname)?.slice(1).split('/');
  if (!segments || segments.some((segment) => !/^[\w-][\w.@-]*$/.test(segment))) return null;
  const path = join(root, ...segments);
  const type = TYPES[extname(path).toLowerCase()];
  if (!type || !(await isInside(root, path))) return null;
  const stats = await stat(path);
  return stats.isFile() ? { path, type, bytes: stats.size } : null;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

async function isInside(root: string, path: string): Promise<boolean> {
  try {
    return (await realpath(path)).startsWith((await realpath(root)) + sep);
  } catch {
    return false;
  }
}
