import type { EngineClient } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';
import { UNREADABLE, type Thumbnail, type ThumbnailResult, type ThumbnailTask } from './messages.ts';

export interface ThumbnailMaker {
  /** Never rejects. */
  make(task: ThumbnailTask): Promise<ThumbnailResult>;
  stop(): void;
}

/** Makers for pictures and for films and sound; each works on one asset at a time. */
export interface Makers {
  image: ThumbnailMaker;
  media: ThumbnailMaker;
}

const PAGE = 24;

/**
 * Works the engine's to-do list of thumbnails off: asks for some, makes them, hands them in, and asks again until nothing new comes;
 * then waits for an asset that wants one. Handing in twice does no harm, so several windows may run this. Returns the stop.
 */
export function runThumbnailLoop(client: EngineClient, makers: Makers): () => void {
  const loop = new ThumbnailLoop(client, makers);
  const leave = [
    client.subscribe((event) => {
      if (event.name === 'tile.wanted' || (event.name === 'asset.changed' && event.payload.some((asset) => asset.thumbnail === 'wanted'))) loop.wake();
    }),
    client.onReconnect(() => loop.retryAll()),
  ];
  loop.wake();
  return () => {
    for (const off of leave) off();
    loop.stop();
  };
}

class ThumbnailLoop {
  readonly #client: EngineClient;
  readonly #makers: Makers;
  /** Tried since the link came up: what is away or could not be handed in is not asked for in circles. */
  readonly #tried = new Set<string>();
  #running = false;
  #woken = false;
  #stopped = false;

  constructor(client: EngineClient, makers: Makers) {
    this.#client = client;
    this.#makers = makers;
  }

  wake(): void {
    this.#woken = true;
    if (!this.#running) void this.#run();
  }

  retryAll(): void {
    this.#tried.clear();
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#makers.image.stop();
    this.#makers.media.stop();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#woken && !this.#stopped) {
      this.#woken = false;
      const todo = await this.#next();
      await Promise.all([this.#each(todo, 'image'), this.#each(todo, 'media')]);
      if (todo.length > 0 || (await this.#tiles()) || (await this.#likenesses())) this.#woken = true;
    }
    this.#running = false;
  }

  /** What the engine wants and this loop has not tried. A lost link reads as nothing: its return wakes the loop. */
  async #next(): Promise<AssetView[]> {
    const wanted = await this.#client.call('thumbnail.next', { limit: PAGE }).catch(() => []);
    return wanted.filter((asset) => !this.#tried.has(asset.sha256));
  }

  /** Old thumbnails that somebody looks at get their tiles. False when there are none to make. */
  async #tiles(): Promise<boolean> {
    const wanted = await this.#client.call('tile.next', { limit: PAGE }).catch(() => []);
    return this.#ofThumbnails(wanted, (sha256, made) => this.#client.call('tile.put', { sha256, image: made?.tile ?? null }));
  }

  /** Old thumbnails get their perceptual hashes when there is nothing else to do. False when there are none to make. */
  async #likenesses(): Promise<boolean> {
    const wanted = await this.#client.call('likeness.next', { limit: PAGE }).catch(() => []);
    return this.#ofThumbnails(wanted, (sha256, made) => this.#client.call('likeness.put', { sha256, likeness: made?.likeness ?? null }));
  }

  /**
   * Makes of each thumbnail what belongs to it, and hands that in. False when there was nothing to do, or an answer could not be handed in.
   * A thumbnail that is not there brings all of it when it is made again.
   */
  async #ofThumbnails(wanted: readonly string[], put: (sha256: string, made: Thumbnail | null) => Promise<unknown>): Promise<boolean> {
    for (const sha256 of wanted) {
      const result = await this.#makers.image.make({ url: this.#client.mediaUrl('thumbnail', sha256), kind: 'image', bytes: 0 });
      if (this.#stopped) return false;
      const handedIn = await put(sha256, result.kind === 'made' ? result.thumbnail : null).then(
        () => true,
        () => false,
      );
      if (!handedIn) return false;
    }
    return wanted.length > 0;
  }

  async #each(todo: AssetView[], lane: keyof Makers): Promise<void> {
    for (const asset of todo) {
      if (this.#stopped) return;
      if (laneOf(asset) === lane) await this.#one(asset, this.#makers[lane]);
    }
  }

  async #one(asset: AssetView, maker: ThumbnailMaker): Promise<void> {
    this.#tried.add(asset.sha256);
    const result = await this.#make(asset, maker);
    if (result.kind === 'away' || this.#stopped) return;
    const thumbnail = result.kind === 'made' ? result.thumbnail : UNREADABLE;
    const handedIn = await this.#client.call('thumbnail.put', { sha256: asset.sha256, ...thumbnail }).then(
      () => true,
      () => false,
    );
    // It may be wanted again: its file was lost, and the library was verified.
    if (handedIn) this.#tried.delete(asset.sha256);
  }

  /** What is neither picture, film nor sound is never decoded. */
  #make(asset: AssetView, maker: ThumbnailMaker): Promise<ThumbnailResult> {
    if (asset.kind === 'other') return Promise.resolve({ kind: 'unreadable' });
    return maker.make({ url: this.#client.mediaUrl('asset', asset.sha256), kind: asset.kind, bytes: asset.bytes });
  }
}

function laneOf(asset: AssetView): keyof Makers {
  return asset.kind === 'image' || asset.kind === 'other' ? 'image' : 'media';
}
