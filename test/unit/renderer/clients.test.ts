import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HostFrame } from '../../../shared/wire.ts';
import { reconnectDelay } from '../../../renderer/client/backoff.ts';
import { BrowserClient, CLOSED_UNKNOWN_SESSION, type Socket } from '../../../renderer/client/browser.ts';
import { desktopClient } from '../../../renderer/client/desktop.ts';
import type { LinkState } from '../../../renderer/client/link.ts';

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

function start() {
  const sockets: FakeSocket[] = [];
  const timers: { delayMs: number; callback: () => void }[] = [];
  const client = new BrowserClient({
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
