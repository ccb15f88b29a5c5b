import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import type { Engine } from '../../electron/engine/engine-types.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { listenLocally } from '../../electron/hosts/listen.ts';
import { receivingWebhooks } from '../../electron/hosts/webhook-receiver.ts';
import { listen } from '../../electron/sandbox/command/server.ts';
import { createSandbox } from '../../electron/sandbox/sandbox.ts';
import { systemClock } from '../../electron/system-clock.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { MemoryVault } from '../support/memory-vault.ts';

const VIDEO = 'fal-ai/kling-video/v1/standard/text-to-video';

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function call<N extends CallName>(engine: Engine, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await engine.call(name, input);
  if (!result.ok) throw AppError.fromData(result.error);
  return result.value as CallOutput<N>;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not in time');
}

const answers = (port: number, path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, init).then(
    (answer) => answer.status,
    () => 'closed',
  );

it('webhooks over real sockets: signed, received on a port of their own, one request a film', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'companion-webhooks-'));
  const keys = [{ label: 'pro', plan: 'pro' as const }];
  const sandbox = createSandbox({ clock: systemClock, keys, revision: 'A', media: 'stub', timeScale: 0.01, fetch: globalThis.fetch });
  const server = await listen(sandbox, 0);
  const engine = await receivingWebhooks(
    await createEngine({
      ...{ workspace, baseUrl: server.baseUrl, host: 'cli', version: '0.0.0', clock: systemClock, random: Math.random, fetch: globalThis.fetch },
      ...{ vault: new MemoryVault(), environmentKeys: sandbox.keys.map(({ label, secret }) => ({ label, secret })), log: silentLogger },
    }),
    silentLogger,
  );
  onTestFinished(async () => {
    await engine.stop();
    sandbox.close();
    await server.close();
    rmSync(workspace, { recursive: true });
  });
  const port = await freePort();
  expect(await answers(port, '/webhooks/x', { method: 'POST', body: '{}' })).toBe('closed');
  await call(engine, 'webhook.setSecret', { secret: 'whsec_sandbox' });
  await call(engine, 'settings.update', { webhookPort: port, webhookBase: `http://127.0.0.1:${port}` });
  await until(async () => (await answers(port, '/webhooks/x', { method: 'POST', body: '{}' })) === 401);
  expect(await answers(port, '/')).toBe(404);
  expect(await answers(port, '/webhooks/x', { method: 'POST', body: 'x'.repeat(1_100_000) })).toBe(413);

  // All ten go out while nothing is known of the model: long ones, submitted and not waited for.
  const jobs = Array.from({ length: 10 }, (_, n) => ({ model: VIDEO, input: { prompt: `a fox runs, ${n}` } }));
  const { batchId } = await call(engine, 'batch.create', { name: 'films', jobs });
  const summary = () => call(engine, 'batch.summary', { ids: [batchId] });
  await until(async () => (await summary()).jobs.done === 10);
  expect((await summary()).requests).toMatchObject({ run: 10, poll: 0 });
  expect(await call(engine, 'webhook.status', null)).toMatchObject({ known: true, trusted: true });

  await call(engine, 'settings.update', { webhookBase: null });
  await until(async () => (await answers(port, '/')) === 'closed');

  const other = createServer();
  await listenLocally(other, port);
  await call(engine, 'settings.update', { webhookBase: `http://127.0.0.1:${port}` });
  const status = () => call(engine, 'webhook.status', null);
  await until(async () => (await status()).deaf);
  expect((await status()).trusted).toBe(false);
  await new Promise((resolve) => other.close(resolve));
  await call(engine, 'settings.update', { webhookPort: await freePort() });
  await until(async () => !(await status()).deaf);
  expect((await status()).trusted).toBe(true);
});
