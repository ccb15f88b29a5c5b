import type { EngineEvent } from '../../shared/contract.ts';
import { SeenLately } from './seen-lately.ts';

export interface AssetPicturesOptions {
  /** Asks the engine: WebP in base64, in the order asked; null: there is none of its own. */
  fetch(ids: number[]): Promise<(string | null)[]>;
  /** When whoever shows them is told. */
  soon(tell: () => void): void;
  /** All that is wanted is known. */
  onRest(): void;
  /** Pictures kept; those longest out of sight go first. */
  most?: number;
}

/** 256 px take 10 to 20 kB, 512 px some 40. */
const MOST = 400;
/** Pictures of one question: a screenful. */
const AT_ONCE = 60;

/**
 * Small pictures of the assets that are or were lately in sight, as addresses that hold their bytes. A grid asks for dozens in one question: a request for each took
 * more of a computer than all the rest of its way to the screen.
 */
export class AssetPictures {
  readonly #options: AssetPicturesOptions;
  readonly #known: SeenLately<string | null>;
  /** Had no picture, and changed since. */
  readonly #doubted = new Set<number>();
  #wanted: readonly number[] = [];
  #asking = false;

  constructor(options: AssetPicturesOptions) {
    this.#options = options;
    this.#known = new SeenLately({ most: options.most ?? MOST, soon: options.soon });
  }

  /** Rises when a picture came. */
  version = (): number => this.#known.version();

  subscribe = (listener: () => void): (() => void) => this.#known.subscribe(listener);

  /** A question is out. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Fit for `src`. Undefined: not known yet; null: it is to be had by its own address, or not at all. */
  get(id: number): string | null | undefined {
    return this.#known.get(id);
  }

  /** These are in sight, the most urgent first. Asked again while a question is out, only the last wish counts. */
  want(ids: readonly number[]): void {
    this.#known.touch(ids);
    this.#wanted = ids;
    void this.#ask();
  }

  /** An answer to a question that was not this one's is on its way: what it brings is not asked for. */
  async expect(answer: Promise<{ ids: number[]; pictures: (string | null)[] }>): Promise<void> {
    this.#asking = true;
    const { ids, pictures } = await answer.catch(() => ({ ids: [], pictures: [] }));
    this.#take(ids, pictures);
  }

  /** What could not be had may be there after a change. */
  apply(event: EngineEvent): void {
    if (event.name === 'asset.removed') for (const id of event.payload) this.#known.delete(id);
    if (event.name !== 'asset.changed') return;
    for (const { id } of event.payload) if (this.#known.get(id) === null) this.#doubted.add(id);
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    const ids = this.#wanted.filter((id) => !this.#known.has(id) || this.#doubted.has(id)).slice(0, AT_ONCE);
    if (ids.length === 0) return this.#options.onRest();
    for (const id of ids) this.#doubted.delete(id);
    this.#asking = true;
    // Where the engine cannot be asked, a picture's own address says what is wrong with it.
    this.#take(ids, await this.#options.fetch(ids).catch(() => []));
  }

  #take(ids: readonly number[], pictures: readonly (string | null)[]): void {
    this.#asking = false;
    for (const [at, id] of ids.entries()) this.#known.set(id, inAddress(pictures[at] ?? null));
    this.#known.shrink(this.#wanted.length);
    this.#known.told();
    void this.#ask();
  }
}

function inAddress(webp: string | null): string | null {
  return webp === null ? null : `data:image/webp;base64,${webp}`;
}
