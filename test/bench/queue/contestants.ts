/** A queue with a table of its own on a disk, and the durable steps that all of them have in common. */
export interface Contestant {
  name: string;
  /** What its connection says of `PRAGMA synchronous`, read back: 2 is FULL. */
  synchronous(): number;
  /** Adds jobs in one acknowledged step. */
  add(count: number): void | Promise<void>;
  /** Claims and finishes `count` waiting jobs, `size` at a time; the handler does nothing. */
  work(count: number, size: number): void | Promise<void>;
  close(): void | Promise<void>;
}

export const FULL = 2;

/** Two hundred bytes of JSON, as a prompt with a few fields is. */
export function payload(index: number): { prompt: string; image_size: string; seed: number } {
  return { prompt: `a red fox in the snow, number ${index}, ${'low winter sun, '.repeat(7)}`, image_size: 'square_hd', seed: index };
}
