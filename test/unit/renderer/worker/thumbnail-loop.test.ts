import { describe, expect, it } from 'vitest';
import type { CallInput, EngineClient, EngineEvent } from '../../../../shared/contract.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import type { ThumbnailResult, ThumbnailTask } from '../../../../renderer/worker/messages.ts';
import { runThumbnailLoop, type ThumbnailMaker } from '../../../../renderer/worker/thumbnail-loop.ts';
import { WorkerMaker, type WorkerLike } from '../../../../renderer/worker/worker-maker.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { anAsset } from '../library/an-asset.ts';

const MADE: ThumbnailResult = { kind: 'made', thumbnail: { image: 'AAAA', width: 8, height: 4, durationS: null } };
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** The engine's to-do list as the loop sees it. */
class Todo implements EngineClient {
  wanted: AssetView[];
  readonly puts: CallInput<'thumbnail.put'>[] = [];
  /** Hashes of pictures whose perceptual hash is wanted. */
  unlike: string[] = [];
  readonly likes: CallInput<'likeness.put'>[] = [];
  /** Hashes of pictures whose tile is wanted. */
  untiled: string[] = [];
  readonly tiles: CallInput<'tile.put'>[] = [];
  asked = 0;
  refuse = false;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  readonly #reconnects = new Set<() => void>();

  constructor(wanted: AssetView[]) {
    this.wanted = wanted;
  }

  call: EngineClient['call'] = async (name, input) => {
    if (this.refuse) throw new Error('offline');
    if (name === 'thumbnail.put') return this.#put(input as CallInput<'thumbnail.put'>) as never;
    if (name === 'tile.put') return this.#tile(input as CallInput<'tile.put'>) as never;
    if (name === 'tile.next') return this.untiled.slice(0, 2) as never;
    if (name === 'likeness.put') return this.#like(input as CallInput<'likeness.put'>) as never;
    if (name === 'likeness.next') return this.unlike.slice(0, 2) as never;
    this.asked += 1;
    return this.wanted.slice(0, (input as { limit: number }).limit) as never;
  };

  #like(put: CallInput<'likeness.put'>): null {
    this.likes.push(put);
    this.unlike = this.unlike.filter((sha256) => sha256 !== put.sha256);
    return null;
  }

  #tile(put: CallInput<'tile.put'>): null {
    this.tiles.push(put);
    this.untiled = this.untiled.filter((sha256) => sha256 !== put.sha256);
    return null;
  }

  #put(put: CallInput<'thumbnail.put'>): null {
    this.puts.push(put);
    this.wanted = this.wanted.filter((asset) => asset.sha256 !== put.sha256);
    return null;
  }

  subscribe = (listener: (event: EngineEvent) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onReconnect = (listener: () => void) => {
    this.#reconnects.add(listener);
    return () => this.#reconnects.delete(listener);
  };

  exportUrl = (ticket: string) => `/export/${ticket}`;
  mediaUrl = (kind: string, sha256: string) => `/${kind}/${sha256}`;

  look(...sha256s: string[]): void {
    this.untiled.push(...sha256s);
    for (const listener of this.#listeners) listener({ sequence: 1, name: 'tile.wanted', payload: null });
  }

  announce(...assets: AssetView[]): void {
    this.wanted.push(...assets);
    for (const listener of this.#listeners) listener({ sequence: 1, name: 'asset.changed', payload: assets });
  }

  reconnect(): void {
    for (const listener of this.#reconnects) listener();
  }

  get listening(): number {
    return this.#listeners.size + this.#reconnects.size;
  }
}

class Maker implements ThumbnailMaker {
  readonly tasks: ThumbnailTask[] = [];
  stopped = false;
  readonly #result: ThumbnailResult;
  constructor(result: ThumbnailResult = MADE) {
    this.#result = result;
  }
  make(task: ThumbnailTask): Promise<ThumbnailResult> {
    this.tasks.push(task);
    return Promise.resolve(this.#result);
  }
  stop(): void {
    this.stopped = true;
  }
}

describe('the thumbnail loop', () => {
  it('works the list off, pictures and media apart, and rests', async () => {
    const engine = new Todo([anAsset({ id: 1 }), anAsset({ id: 2, kind: 'video' }), anAsset({ id: 3, kind: 'other' })]);
    const makers = { image: new Maker(), media: new Maker() };
    const stop = runThumbnailLoop(engine, makers);
    await settle();
    expect(engine.puts.map((put) => [put.sha256, put.image])).toEqual([
      [anAsset({ id: 1 }).sha256, 'AAAA'],
      [anAsset({ id: 2 }).sha256, 'AAAA'],
      [anAsset({ id: 3 }).sha256, null],
    ]);
    expect([makers.image.tasks.length, makers.media.tasks.length]).toEqual([1, 1]);
    expect(engine.asked).toBe(2);
    engine.announce(anAsset({ id: 4, thumbnail: 'ready' }));
    await settle();
    expect(engine.asked).toBe(2);
    engine.announce(anAsset({ id: 5 }));
    await settle();
    expect(engine.puts.map((put) => put.sha256)).toContain(anAsset({ id: 5 }).sha256);
    stop();
    expect([engine.listening, makers.image.stopped, makers.media.stopped]).toEqual([0, true, true]);
  });

  it('says that bytes cannot be decoded, and keeps silent about bytes that are away', async () => {
    const broken = new Todo([anAsset({ id: 1 })]);
    runThumbnailLoop(broken, { image: new Maker({ kind: 'unreadable' }), media: new Maker() });
    const away = new Todo([anAsset({ id: 1 })]);
    const maker = new Maker({ kind: 'away' });
    runThumbnailLoop(away, { image: maker, media: new Maker() });
    await settle();
    expect(broken.puts).toEqual([{ sha256: anAsset({ id: 1 }).sha256, image: null, width: null, height: null, durationS: null }]);
    expect(away.puts).toEqual([]);
    expect(maker.tasks).toHaveLength(1);
    away.reconnect();
    await settle();
    expect(maker.tasks).toHaveLength(2);
  });

  it('makes one again that was lost after it had been made', async () => {
    const engine = new Todo([anAsset({ id: 1 })]);
    runThumbnailLoop(engine, { image: new Maker(), media: new Maker() });
    await settle();
    expect(engine.puts).toHaveLength(1);
    engine.announce(anAsset({ id: 1 }));
    await settle();
    expect(engine.puts).toHaveLength(2);
  });

  it('gives old thumbnails their perceptual hashes when there is nothing else to do', async () => {
    const engine = new Todo([anAsset({ id: 1 })]);
    engine.unlike = ['a', 'b', 'c'];
    const image = new Maker({ kind: 'made', thumbnail: { image: 'AAAA', width: 8, height: 4, durationS: null, likeness: '00ff00ff00ff00ff' } });
    runThumbnailLoop(engine, { image, media: new Maker() });
    await settle();
    await settle();
    expect(engine.puts).toHaveLength(1);
    expect(image.tasks.map(({ url }) => url)).toEqual([`/asset/${anAsset({ id: 1 }).sha256}`, '/thumbnail/a', '/thumbnail/b', '/thumbnail/c']);
    expect(engine.likes).toEqual(['a', 'b', 'c'].map((sha256) => ({ sha256, likeness: '00ff00ff00ff00ff' })));
  });

  it('gives old thumbnails their tiles when somebody looks at them, and says where there can be none', async () => {
    const engine = new Todo([]);
    const image = new Maker({ kind: 'made', thumbnail: { image: 'AAAA', tile: 'BBBB', width: 8, height: 4, durationS: null } });
    runThumbnailLoop(engine, { image, media: new Maker() });
    await settle();
    engine.look('a', 'b', 'c');
    await settle();
    await settle();
    expect(image.tasks.map(({ url }) => url)).toEqual(['/thumbnail/a', '/thumbnail/b', '/thumbnail/c']);
    expect(engine.tiles).toEqual(['a', 'b', 'c'].map((sha256) => ({ sha256, image: 'BBBB' })));
    const away = new Todo([]);
    away.untiled = ['a'];
    runThumbnailLoop(away, { image: new Maker({ kind: 'away' }), media: new Maker() });
    await settle();
    expect(away.tiles).toEqual([{ sha256: 'a', image: null }]);
  });

  it('stops asking for the hash of a thumbnail that is not there', async () => {
    const engine = new Todo([]);
    engine.unlike = ['a'];
    runThumbnailLoop(engine, { image: new Maker({ kind: 'away' }), media: new Maker() });
    await settle();
    expect(engine.likes).toEqual([{ sha256: 'a', likeness: null }]);
  });

  it('rests while the link is down and goes on when it is back', async () => {
    const engine = new Todo([anAsset({ id: 1 })]);
    engine.refuse = true;
    runThumbnailLoop(engine, { image: new Maker(), media: new Maker() });
    await settle();
    engine.refuse = false;
    engine.reconnect();
    await settle();
    expect(engine.puts).toHaveLength(1);
  });
});

describe('WorkerMaker', () => {
  const task: ThumbnailTask = { url: '/x', kind: 'image', bytes: 1 };
  class FakeWorker implements WorkerLike {
    onmessage: Worker['onmessage'] = null;
    onerror: Worker['onerror'] = null;
    ended = false;
    asked = 0;
    postMessage = () => void this.asked++;
    terminate = () => void (this.ended = true);
    answer(result: ThumbnailResult): void {
      this.onmessage?.call(this as unknown as Worker, { data: result } as MessageEvent);
    }
  }

  it('keeps one worker, ends one that hangs and starts anew', async () => {
    const workers: FakeWorker[] = [];
    const clock = new VirtualClock();
    const maker = new WorkerMaker(() => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    }, clock);
    const first = maker.make(task);
    workers[0]?.answer(MADE);
    expect(await first).toEqual(MADE);
    const second = maker.make(task);
    await clock.advance(30_000);
    expect(await second).toEqual({ kind: 'unreadable' });
    expect(workers).toHaveLength(1);
    expect(workers[0]?.ended).toBe(true);
    const third = maker.make(task);
    workers[1]?.answer(MADE);
    expect(await third).toEqual(MADE);
    expect(clock.pending).toBe(0);
  });
});
