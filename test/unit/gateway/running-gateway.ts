import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/log.ts';
import { startGateway } from '../../../electron/gateway/gateway.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import type { Clock } from '../../../shared/clock.ts';
import { FakeEngine } from './fake-engine.ts';

export const TOKEN = 'a-token-of-this-test';

/** A gateway over a small folder of pages; closed and removed when the test ends. */
export async function runningGateway({ clock = systemClock }: { clock?: Clock } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'companion-gateway-'));
  const root = join(folder, 'pages');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(root, 'assets', 'index-Ab12_-9z.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  const engine = new FakeEngine();
  const gateway = await startGateway({ engine, port: 0, token: TOKEN, pages: { root, index: 'index.html' }, clock, log: silentLogger });
  onTestFinished(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });
  return { gateway, engine, folder, url: (path: string) => `http://127.0.0.1:${gateway.port}${path}` };
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request exactly as written: `fetch` would tidy the path and refuse to set `Host`. */
export function rawRequest(
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    sent.on('error', reject).end();
  });
}
