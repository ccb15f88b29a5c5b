import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { EngineEvent } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HostFrame } from '../../../shared/wire.ts';
import { reconnectDelay } from '../../../renderer/client/backoff.ts';
import { BrowserClient, CLOSED_UNKNOWN_SESSION } from '../../../renderer/client/browser.ts';
import { desktopClient } from '../../../renderer/client/desktop.ts';
import { openEarly, type EarlyLink, type Question, type Socket } from '../../../renderer/client/early.ts';
import { firstQuestions } from '../../../renderer/client/first-questions.ts';
import type { LinkedClient, LinkState } from '../../../renderer/client/link.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { synchronise } from '../../../renderer/state/sync.ts';
import { warmLibrary } from '../../../renderer/state/use-library.ts';

/** The host's end of a socket. */
class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onclose: Socket['onclose'] = null;
  onmessage: Socket['onmessage'] = null;
  sent: { id: number; name: string; input: unknown }[] = [];

  send(data: string): void {
    this.sent.push(JSON.parse(String(data)));
  }
  open(): void {
    this.onopen?.call(this as unknown as WebSocket, {} as Event);
  }
  tell(frame: HostFrame): void {
    this.onmessage?.call(this as unknown as WebSocket, { data: JSON.stringify(frame) } as MessageEvent);
  }
  cut(code = 1006): void {
    this.onclose?.call(this as unknown as WebSocket, { code } as CloseEvent);
  }
}

function start(early: EarlyLink | null = null) {
  const sockets: FakeSocket[] = [];
  const timers: { delayMs: number; callback: () => void }[] = [];
  const client = new BrowserClient({
    early,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    setTimer: (delayMs, callback) => timers.push({ delayMs, callback }),
    random: () => 0,
  });
  return { client, sockets, timers, socket: () => sockets.at(-1)! };
}

const QUESTIONS: Question[] = [
  { name: 'app.snapshot', input: null },
  { name: 'asset.list', input: { limit: 80 } },
];

describe('a link that was opened before there was a client', () => {
  test('what it was asked answers the same questions, each once, and what came meanwhile is told', async () => {
    const socket = new FakeSocket();
    const early = openEarly(socket, QUESTIONS);
    socket.open();
    expect(socket.sent.map(({ id, name }) => [id, name])).toEqual([
      [1, 'app.snapshot'],
      [2, 'asset.list'],
    ]);
    socket.tell({ type: 'result', id: 2, ok: true, value: 'eighty' });
    const event: EngineEvent = { sequence: 1, name: 'batch.removed', payload: [1] };
    socket.tell({ type: 'event', event });
    const { client, sockets } = start(early);
    expect(sockets).toEqual([]);
    const seen: EngineEvent[] = [];
    client.subscribe((one) => seen.push(one));
    const [list, snapshot, other] = [client.call('asset.list', { limit: 80 }), client.call('app.snapshot', null), client.call('asset.list', { limit: 81 })];
    await expect(list).resolves.toBe('eighty');
    expect(seen).toEqual([event]);
    expect(socket.sent.map(({ id }) => id)).toEqual([1, 2, 3]);
    socket.tell({ type: 'result', id: 1, ok: true, value: 'all' });
    socket.tell({ type: 'result', id: 3, ok: true, value: 'eighty-one' });
    await expect(Promise.all([snapshot, other])).resolves.toEqual(['all', 'eighty-one']);
    // Later it is a question like any other.
    void client.call('app.snapshot', null);
    expect(socket.sent.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  test('one that is not open yet is asked once it is; one that was refused refuses', async () => {
    const slow = new FakeSocket();
    const { client } = start(openEarly(slow, QUESTIONS));
    const snapshot = client.call('app.snapshot', null);
    await Promise.resolve();
    slow.open();
    expect(slow.sent.map(({ id }) => id)).toEqual([1, 2]);
    slow.tell({ type: 'result', id: 1, ok: true, value: 'all' });
    await expect(snapshot).resolves.toBe('all');

    const refused = new FakeSocket();
    const early = openEarly(refused, QUESTIONS);
    refused.open();
    refused.cut(CLOSED_UNKNOWN_SESSION);
    await expect(start(early).client.call('app.snapshot', null)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('it is asked what a window asks when it starts', async () => {
    const pixels = 1;
    vi.stubGlobal('devicePixelRatio', pixels);
    onTestFinished(() => void vi.unstubAllGlobals());
    for (const hash of ['#/library', '#/library/abc', '#/queue']) {
      const asked: Question[] = [];
      const never = { call: (name: string, input: unknown) => (asked.push({ name, input } as Question), new Promise(() => {})), subscribe: () => () => {} };
      const client = { ...never, onReconnect: () => () => {}, onLink: () => () => {} } as unknown as LinkedClient;
      synchronise(client, createAppStore(), { now: () => 0, nextFrame: () => {} });
      if (hash.startsWith('#/library')) warmLibrary(client);
      expect(asked, hash).toEqual(firstQuestions(hash, pixels));
    }
  });
});

describe('browser client', () => {
  test('calls made before the link is open wait for it, and are answered by id', async () => {
    const { client, socket } = start();
    const one = client.call('job.cancel', { ids: [1] });
    const two = client.call('queue.pause', null);
    socket().open();
    expect(socket().sent.map((frame) => frame.name)).toEqual(['job.cancel', 'queue.pause']);
    socket().tell({ type: 'result', id: socket().sent[1]!.id, ok: true, value: null });
    socket().tell({ type: 'result', id: socket().sent[0]!.id, ok: true, value: { cancelled: 1 } });
    await expect(one).resolves.toEqual({ cancelled: 1 });
    await expect(two).resolves.toBeNull();
  });

  test('a refusal rejects with its AppError', async () => {
    const { client, socket } = start();
    socket().open();
    const call = client.call('key.remove', { id: 7 });
    socket().tell({ type: 'result', id: socket().sent[0]!.id, ok: false, error: { code: 'NOT_FOUND', message: 'There is no key 7.' } });
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no key 7.' });
    await expect(call).rejects.toBeInstanceOf(AppError);
  });

  test('events reach every listener until it leaves', () => {
    const { client, socket } = start();
    socket().open();
    const seen: EngineEvent[] = [];
    const leave = client.subscribe((event) => seen.push(event));
    const event: EngineEvent = { sequence: 1, name: 'batch.removed', payload: [1] };
    socket().tell({ type: 'event', event });
    leave();
    socket().tell({ type: 'event', event });
    expect(seen).toEqual([event]);
  });

  test('a cut fails what was sent, keeps what was not, and comes back', async () => {
    const { client, sockets, timers, socket } = start();
    let back = 0;
    client.onReconnect(() => back++);
    socket().open();
    const sent = client.call('queue.pause', null);
    socket().cut();
    await expect(sent).rejects.toMatchObject({ code: 'OFFLINE' });
    const kept = client.call('queue.resume', null);
    expect(timers).toHaveLength(1);
    timers[0]!.callback();
    expect(sockets).toHaveLength(2);
    socket().open();
    expect(back).toBe(1);
    socket().tell({ type: 'result', id: socket().sent[0]!.id, ok: true, value: null });
    await expect(kept).resolves.toBeNull();
  });

  test('an unknown session ends it: nothing is tried again', async () => {
    const { client, timers, socket } = start();
    const states: LinkState[] = [];
    client.onLink((state) => states.push(state));
    const call = client.call('app.snapshot', null);
    socket().cut(CLOSED_UNKNOWN_SESSION);
    await expect(call).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(client.call('queue.pause', null)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(timers).toEqual([]);
    expect(states).toEqual(['lost', 'refused']);
  });

  test('waits longer from try to try, up to five seconds and a quarter more', () => {
    expect([0, 1, 2, 3].map((tries) => reconnectDelay(tries, () => 0))).toEqual([250, 500, 1_000, 2_000]);
    expect(reconnectDelay(20, () => 0.999)).toBeLessThan(6_250);
  });
});

describe('desktop client', () => {
  test('unwraps results, and names media of its own protocol', async () => {
    const client = desktopClient({
      call: async (name) => (name === 'queue.pause' ? { ok: true, value: null } : { ok: false, error: { code: 'CONFLICT', message: 'no' } }),
      subscribe: () => () => {},
    });
    await expect(client.call('queue.pause', null)).resolves.toBeNull();
    await expect(client.call('queue.resume', null)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(client.mediaUrl('thumbnail', 'ab')).toBe('media://thumbnail/ab');
  });
});
