export interface SeenLatelyOptions {
  /** So many are kept, unless more are needed. */
  most: number;
  /** When whoever shows them is told. */
  soon(tell: () => void): void;
}

/** Things by id that are or were lately in sight: those longest out of sight go first. Whoever shows them is told when some came. */
export class SeenLately<T> {
  readonly #options: SeenLatelyOptions;
  readonly #listeners = new Set<() => void>();
  readonly #things = new Map<number, T>();
  #version = 0;
  #telling = false;

  constructor(options: SeenLatelyOptions) {
    this.#options = options;
  }

  /** Rises when one came or changed. */
  version = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  has(id: number): boolean {
    return this.#things.has(id);
  }

  get(id: number): T | undefined {
    return this.#things.get(id);
  }

  all(): T[] {
    return [...this.#things.values()];
  }

  set(id: number, thing: T): void {
    this.#things.set(id, thing);
  }

  delete(id: number): void {
    this.#things.delete(id);
  }

  clear(): void {
    this.#things.clear();
  }

  /** These are in sight now. */
  touch(ids: readonly number[]): void {
    for (const id of ids) {
      const thing = this.#things.get(id);
      if (thing === undefined) continue;
      this.#things.delete(id);
      this.#things.set(id, thing);
    }
  }

  /** Lets those go that are too many; `needed` of them stay. */
  shrink(needed: number): void {
    const most = Math.max(this.#options.most, needed);
    for (const id of this.#things.keys()) {
      if (this.#things.size <= most) return;
      this.#things.delete(id);
    }
  }

  /** Some came: those that come within one frame are told of together. */
  told(): void {
    this.#version += 1;
    if (this.#telling) return;
    this.#telling = true;
    this.#options.soon(() => {
      this.#telling = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
