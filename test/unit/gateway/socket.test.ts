import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { runningGateway, TOKEN } from './running-gateway.ts';

const BEARER = { Authorization: `Bearer ${TOKEN}` };

function connect(port: number, headers: Record<string, string> = BEARER, options: { autoPong?: boolean } = {}): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers, ...options });
  onTestFinished(() => socket.terminate());
  return socket;
}

async function open(port: number, options: { autoPong?: boolean } = {}): Promise<WebSocket> {
  const socket = connect(port, BEARER, options);
  await once(socket, 'open');
  return socket;
}

async function next(socket: WebSocket): Promise<unknown> {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, 'close');
  return code as number;
}

/** Waits for real I/O while the clock of the code under test stands still. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the socket of a browser', () => {
  it('answers calls with results and errors of the engine', async () => {
    const { gateway, engine } = await runningGateway();
    engine.answers.set('batch.cancel', { cancelled: 2 });
    const socket = await open(gateway.port);
    socket.send(JSON.stringify({ type: 'call', id: 7, name: 'batch.cancel', input: { id: 1 } }));
    expect(await next(socket)).toEqual({ type: 'result', id: 7, ok: true, value: { cancelled: 2 } });
    socket.send(JSON.stringify({ type: 'call', id: 8, name: 'no.such', input: null }));
    expect(await next(socket)).toMatchObject({ type: 'result', id: 8, ok: false, error: { code: 'NOT_FOUND' } });
    expect(engine.calls).toEqual([
      { name: 'batch.cancel', input: { id: 1 } },
      { name: 'no.such', input: null },
    ]);
  });

  it('tells every client what the engine announces', async () => {
    const { gateway, engine } = await runningGateway();
    const sockets = [await open(gateway.port), await open(gateway.port)];
    const heard = sockets.map(next);
    engine.announce([3]);
    const frame = { type: 'event', event: { sequence: 1, name: 'batch.removed', payload: [3] } };
    expect(await Promise.all(heard)).toEqual([frame, frame]);
  });

  it('closes with 4401 without a session', async () => {
    const { gateway, engine } = await runningGateway();
    expect(await closeCode(connect(gateway.port, {}))).toBe(4401);
    expect(engine.calls).toEqual([]);
  });

  it('refuses other origins, hosts and paths before any frame', async () => {
    const { gateway } = await runningGateway();
    for (const headers of [{ Origin: 'http://evil.example' }, { Host: 'evil.example' }]) {
      const [error] = await once(connect(gateway.port, { ...BEARER, ...headers } as Record<string, string>), 'error');
      expect(String(error)).toContain('403');
    }
    const elsewhere = new WebSocket(`ws://127.0.0.1:${gateway.port}/other`, { headers: BEARER });
    expect(String((await once(elsewhere, 'error'))[0])).toContain('403');
  });

  it('closes on what is not a frame', async () => {
    const { gateway } = await runningGateway();
    for (const [data, code] of [
      ['not json', 1007],
      ['{"type":"shout"}', 1007],
      [Buffer.from('{}'), 1003],
    ] as const) {
      const socket = await open(gateway.port);
      socket.send(data);
      expect(await closeCode(socket)).toBe(code);
    }
  });

  it('drops a client that does not answer to pings, and keeps one that does', async () => {
    const clock = new VirtualClock();
    const { gateway } = await runningGateway({ clock });
    const [alive, dead] = [await open(gateway.port), await open(gateway.port, { autoPong: false })];
    const dropped = closeCode(dead);
    let pings = 0;
    for (const socket of [alive, dead]) socket.on('ping', () => (pings += 1));
    await clock.advance(30_000);
    await until(() => pings === 2);
    // A call answered after the pong was sent: the pong has arrived.
    alive.send(JSON.stringify({ type: 'call', id: 1, name: 'any', input: null }));
    await next(alive);
    await clock.advance(30_000);
    expect(await dropped).toBe(1006);
    expect(alive.readyState).toBe(WebSocket.OPEN);
  });

  it('drops a client that does not read', async () => {
    const { gateway, engine } = await runningGateway();
    const socket = await open(gateway.port);
    socket.pause();
    const big = Array.from({ length: 400_000 }, () => 1_234_567);
    for (let turn = 0; turn < 60; turn++) {
      engine.announce(big);
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.resume();
    expect(await closeCode(socket)).toBe(1006);
  });

  it('says goodbye when the gateway closes, and leaves no listener and no timer', async () => {
    const clock = new VirtualClock();
    const { gateway, engine } = await runningGateway({ clock });
    const socket = await open(gateway.port);
    const closed = closeCode(socket);
    await gateway.close();
    expect(await closed).toBe(1001);
    expect([engine.listening, clock.pending]).toEqual([0, 0]);
  });
});
