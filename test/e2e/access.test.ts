import { once } from 'node:events';
import { request } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { seriousFindings } from './support/axe.ts';
import { launchChromium } from './support/chromium.ts';
import { Host } from './support/host.ts';
import { Sandbox } from './support/sandbox.ts';

const host = new Host();
let browser: Browser;
let address: string;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  address = await host.start();
  origin = new URL(address).origin;
});

afterAll(async () => {
  await browser?.close();
  await host.remove();
});

async function inNewContext(run: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await run(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Status of a request with headers that fetch would not send. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** How a WebSocket ends that should never have been opened: a status, or a close code. */
function refusalOf(headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, answer) => resolve(`status ${answer.statusCode}`));
    socket.on('close', (code) => resolve(`close ${code}`));
    socket.on('message', () => reject(new Error('it answered')));
  });
}

describe('who has not the token', () => {
  it.each(['/', '/?token=wrong', '/index.html', `/media/asset/${'0'.repeat(64)}`])('sees at %s only how to get in', (path) =>
    inNewContext(async (page, context) => {
      const answer = await page.goto(new URL(path, origin).href);
      expect(answer?.status()).toBe(401);
      expect(await page.textContent('h1')).toBe('This page needs the address with the token');
      expect(await context.cookies()).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
    }),
  );

  it('gets no WebSocket', async () => {
    expect(await refusalOf({ Origin: origin })).toBe('close 4401');
    expect(await refusalOf({ Origin: origin, Cookie: `companion-${new URL(origin).port}=guessed` })).toBe('close 4401');
  });
});

describe('who has it', () => {
  it('comes in once, and finds it neither in the address nor in the history', () =>
    inNewContext(async (page, context) => {
      await page.goto(address);
      await page.getByRole('main').waitFor();
      expect(page.url()).not.toContain('token');
      const [cookie] = await context.cookies();
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
      expect(address).not.toContain(cookie?.value);
      await page.goto('about:blank');
      await page.goBack();
      expect(page.url()).not.toContain('token');
    }));

  it('is refused under another name for this machine, and from other pages', async () => {
    expect(await statusWith({ Host: 'companion.example' })).toBe(403);
    expect(await statusWith({ Origin: 'https://companion.example' })).toBe(403);
    expect(await statusWith({ Origin: 'null' })).toBe(403);
    expect(await refusalOf({ Origin: 'https://companion.example' })).toBe('status 403');
    expect(await refusalOf({ Origin: origin, Host: 'companion.example' })).toBe('status 403');
  });

  it('cannot be made to open a door for a page of another server on this machine', () =>
    inNewContext(async (page, context) => {
      const other = await Sandbox.start();
      try {
        await page.goto(address);
        await page.getByRole('main').waitFor();
        const stranger = await context.newPage();
        await stranger.goto(new URL('/sandbox/state', other.baseUrl).href);
        const socket = await stranger.evaluate(
          (ws) =>
            new Promise((resolve) => {
              const tried = new window.WebSocket(ws);
              tried.addEventListener('open', () => resolve('open'));
              tried.addEventListener('close', () => resolve('refused'));
            }),
          `${origin.replace('http', 'ws')}/ws`,
        );
        const fetched = await stranger.evaluate((url) => fetch(url, { credentials: 'include' }).then(String, () => 'refused'), `${origin}/`);
        expect([socket, fetched]).toEqual(['refused', 'refused']);
      } finally {
        await other.stop();
      }
    }));

  it('as a program sends it as a Bearer token', async () => {
    const token = new URL(address).searchParams.get('token') ?? '';
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { Authorization: `Bearer ${token}` } });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'call', id: 1, name: 'app.snapshot', input: null }));
    const [text] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(text.toString())).toMatchObject({ type: 'result', id: 1, ok: true });
    socket.close();
  });
});
