import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import type { Host } from './support/host.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { go } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';
import { FakeS3 } from '../support/fake-s3.ts';

let rig: Rig;
let sandbox: Sandbox;
let host: Host;
let page: Page;
let errors: string[];

const PASSPHRASE = 'a long passphrase of four words';

beforeAll(async () => {
  rig = await Rig.start({
    sandbox: ['--keys', 'free,pro,business'],
    keysByHand: true,
    prepare: ({ context, address }) => context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin }),
  });
  ({ sandbox, host, page, errors } = rig);
});

afterAll(() => rig?.stop());

const main = () => page.getByRole('main');
const strip = (label: string) => page.getByRole('navigation', { name: 'Keys' }).getByRole('link', { name: new RegExp(`^${label}, `) });

/** Everything the page keeps where a script, or who looks over a shoulder, could read it. */
async function everythingOnThePage(): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((input) => input.value);
    return [document.documentElement.outerHTML, ...values, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie].join(
      '\n',
    );
  });
}

async function paste(text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await main().getByLabel('Add keys').press('ControlOrMeta+v');
}

function filesWith(secrets: readonly string[]): string[] {
  const files = readdirSync(host.workspace, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).filter((file) => secrets.some((secret) => readFileSync(file, 'latin1').includes(secret)));
}

const BUCKET = { name: 'inputs', region: 'eu-central-1', accessKeyId: 'AKIATEST', secret: 'a secret of the bucket' };
const WEBHOOK_SECRET = 'whsec_of_a_test';

/** An S3 over HTTP that checks every signature. */
async function startS3(): Promise<{ endpoint: string; close(): void }> {
  const { secret: secretAccessKey, name: bucket, ...rest } = BUCKET;
  const s3 = new FakeS3({ ...rest, bucket, secretAccessKey, now: Date.now });
  const app = new Hono().all('*', (context) => s3.handle(context.req.raw));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

/** A port that nobody has at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('keys', () => {
  it('need a passphrase before the first can be pasted, twice the same and not too short', async () => {
    await go(page, 'Keys');
    await page.getByLabel('Passphrase', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await main().getByRole('alert').filter({ hasText: 'At least 8 characters' }).waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('The same again').fill('another');
    await main().getByRole('alert').filter({ hasText: 'The two are not the same' }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByLabel('The same again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await main().getByLabel('Add keys').waitFor();
  });

  it('are pasted many at once, and each tells its plan with one request', async () => {
    await paste(sandbox.keys.join('\n'));
    await shoot(page, 'keys-pasted-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add 3 keys' }).click();
    await strip('free').filter({ hasText: 'free, Free. 9 left' }).waitFor();
    await strip('pro').filter({ hasText: 'pro, Pro. 59 left' }).waitFor();
    await strip('business').filter({ hasText: 'business, Business. 299 left' }).waitFor();
    await shoot(page, 'keys-added-dark');
  });

  it('show the reset counting down', async () => {
    const secondsLeft = async () => {
      const words = /resets in (\d+):(\d\d)/.exec((await strip('pro').textContent()) ?? '');
      return words ? Number(words[1]) * 60 + Number(words[2]) : Number.NaN;
    };
    await page.getByRole('button', { name: 'Test key' }).click();
    // The answer comes when it comes.
    await expect.poll(secondsLeft).toBeGreaterThan(0);
    expect(await secondsLeft()).toBeLessThanOrEqual(60);
    // From one look to the next: between two looks the minute may turn.
    let last = Number.NaN;
    const fell = async () => {
      const [before, now] = [last, await secondsLeft()];
      last = now;
      return now < before;
    };
    await expect.poll(fell).toBe(true);
  });

  it('never show a secret again, nor keep it where it could be read', async () => {
    const atOnce = await everythingOnThePage();
    await page.reload();
    await main()
      .getByText(/^sk_test_…/)
      .waitFor();
    const later = await everythingOnThePage();
    expect([...sandbox.secrets, PASSPHRASE].filter((secret) => `${atOnce}${later}`.includes(secret))).toEqual([]);
    expect(filesWith(sandbox.secrets)).toEqual([]);
  });

  it('say what is wrong with one that the API refuses', async () => {
    await main().getByRole('link', { name: 'Add keys' }).click();
    await paste('wrong=sk_live_0000000000000000');
    await page.getByRole('button', { name: 'Add 1 key' }).click();
    await strip('wrong').filter({ hasText: 'Refused' }).waitFor();
    await shoot(page, 'keys-refused-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('that are test keys say that they take only what is bound to them, once one is not', async () => {
    await strip('pro').click();
    const article = page.getByRole('article', { name: 'pro' });
    await article.getByText('only batches bound to its labels', { exact: false }).waitFor();
    await shootAll(page, 'keys-test-key');
  });

  it('are switched off and on, and given another secret, which keeps their name', async () => {
    await strip('free').click();
    const article = page.getByRole('article', { name: 'free' });
    await article.getByRole('switch', { name: 'Sends jobs' }).click();
    await strip('free').filter({ hasText: 'switched off by you' }).waitFor();
    await article.getByRole('switch', { name: 'Sends jobs' }).click();
    await strip('free').filter({ hasText: 'switched off by you' }).waitFor({ state: 'detached' });
    const replace = async (secret: string) => {
      await article.getByRole('button', { name: 'Replace the secret' }).click();
      const dialog = page.getByRole('dialog', { name: 'Another secret for free' });
      await dialog.getByLabel('New secret').fill(secret);
      await dialog.getByRole('button', { name: 'Replace the secret' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await replace('sk_live_1111111111111111');
    await strip('free').filter({ hasText: 'Refused' }).waitFor();
    const alert = page.getByRole('alertdialog', { name: 'The API refuses free' });
    await alert.waitFor();
    await shoot(page, 'alert-refused-dark');
    await alert.getByRole('button', { name: 'Open the key' }).click();
    await replace(sandbox.secrets[0]!);
    await strip('free').filter({ hasText: 'Refused' }).waitFor({ state: 'detached' });
    expect(filesWith([...sandbox.secrets, 'sk_live_1111111111111111'])).toEqual([]);
    await strip('wrong').click();
  });

  it('leave the vault when they are removed, after a question whose safe answer has the focus', async () => {
    await page.getByRole('button', { name: 'Remove 1 key' }).click();
    const question = page.getByRole('dialog', { name: 'Remove wrong?' });
    await question.waitFor();
    await expect.poll(() => question.getByRole('button', { name: 'Keep' }).evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await question.getByRole('button', { name: 'Remove 1 key' }).click();
    await strip('wrong').waitFor({ state: 'detached' });
  });

  it('are locked after a new start, until the passphrase is given', async () => {
    await host.stop();
    await page.goto(await host.start());
    await go(page, 'Keys');
    await strip('pro').filter({ hasText: 'Locked' }).waitFor();
    await go(page, 'Queue');
    await page.getByText('The vault is locked: nothing is sent until it is open').waitFor();
    await expect.poll(() => page.title()).toBe('Vault locked, nothing is sent · Abstrakt Companion');
    await shootAll(page, 'queue-locked');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('link', { name: 'Unlock the vault', exact: true }).click();
    await page.getByLabel('Passphrase').fill('not this one');
    await page.getByRole('button', { name: 'Unlock the vault' }).click();
    await main().getByRole('alert').waitFor();
    await shootAll(page, 'keys-locked');
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock the vault' }).click();
    await strip('pro').filter({ hasText: 'pro, Pro. ' }).waitFor();
    await strip('pro').filter({ hasText: 'Locked' }).waitFor({ state: 'detached' });
  });
});

describe('other secrets, in Settings', () => {
  it('a bucket of one’s own is tried before anything depends on it, and says what is wrong', async () => {
    const s3 = await startS3();
    await go(page, 'Settings');
    const bucket = page.getByRole('form', { name: 'Your bucket' });
    await bucket.getByLabel('Endpoint').fill('s3 somewhere');
    await bucket.getByRole('alert').first().waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await bucket.getByLabel('Endpoint').fill(s3.endpoint);
    await bucket.getByLabel('Region').fill(BUCKET.region);
    await bucket.getByLabel('Bucket', { exact: true }).fill(BUCKET.name);
    await bucket.getByLabel('Access key id').fill(BUCKET.accessKeyId);
    await bucket.getByLabel('Secret access key').fill('not this one');
    await bucket.getByRole('button', { name: 'Save the bucket' }).click();
    await bucket.getByRole('button', { name: 'Try it' }).click();
    await bucket
      .getByRole('alert')
      .filter({ hasText: /refused|secret|403/i })
      .waitFor();
    await shootAll(page, 'settings-bucket-refused');
    await bucket.getByLabel('Secret access key').fill(BUCKET.secret);
    await bucket.getByRole('button', { name: 'Save the bucket' }).click();
    await bucket.getByText('in the vault').waitFor();
    await bucket.getByRole('button', { name: 'Try it' }).click();
    await bucket.getByText('written and read back').waitFor();
    await shootAll(page, 'settings-bucket');
    await bucket.getByRole('button', { name: 'Forget the bucket' }).click();
    await bucket.getByText('in the vault').waitFor({ state: 'detached' });
    s3.close();
  });

  it('webhooks listen once there are an address, a port and a secret, and stop with all of it forgotten', async () => {
    const form = page.getByRole('form', { name: 'Webhooks' });
    const now = form.getByRole('status', { name: 'Webhooks now' });
    await now.filter({ hasText: 'Off: finished jobs are asked for.' }).waitFor();
    await form.getByLabel('Public address').fill('nowhere');
    await form.getByLabel('Port on this machine').fill('80');
    await form.getByText('A number from 1024 to 65535').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await form.getByLabel('Public address').fill('https://tunnel.example.com');
    await form.getByLabel('Port on this machine').fill(`${await freePort()}`);
    await form.getByRole('button', { name: 'Save' }).click();
    await now.filter({ hasText: 'Waits for the signing secret' }).waitFor();
    await form.getByLabel('Signing secret').fill(WEBHOOK_SECRET);
    await form.getByRole('button', { name: 'Save' }).click();
    await now.filter({ hasText: 'Listens: long jobs are waited for. Since the start 0 received, 0 refused.' }).waitFor();
    await form.scrollIntoViewIfNeeded();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'settings-webhooks');
    expect([BUCKET.secret, WEBHOOK_SECRET].filter((secret) => filesWith([secret]).length > 0)).toEqual([]);
    await form.getByRole('button', { name: 'Stop, and forget the secret' }).click();
    await now.filter({ hasText: 'Off: finished jobs are asked for.' }).waitFor();
  });

  it('told no errors all the while, but that the host went away', () => {
    expect(errors.filter((error) => !/WebSocket|ERR_CONNECTION_REFUSED/.test(error))).toEqual([]);
  });
});
