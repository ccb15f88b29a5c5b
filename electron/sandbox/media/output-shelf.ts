import { createHash } from 'node:crypto';
import type { JobOutput } from '../jobs/job.ts';
import type { MediaSpec } from './media-spec.ts';

/** Makes an output's bytes. The same spec always gives the same bytes. */
export type RenderMedia = (spec: MediaSpec) => Promise<Uint8Array<ArrayBuffer>>;

/** Bytes kept for repeated and ranged downloads; older ones are made again when asked for. */
const KEPT_BYTES = 48 * 1024 * 1024;

/** How many are made at once: while one is encoded on another thread, the next is painted on this one. */
const LANES = 2;

/** Output files, made when first downloaded and a few at a time, so that a burst of downloads does not starve the server. */
export class OutputShelf {
  readonly #render: RenderMedia;
  readonly #kept = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #making = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  #keptBytes = 0;
  readonly #lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  #nextLane = 0;

  constructor(render: RenderMedia) {
    this.#render = render;
  }

  async bytes(output: JobOutput): Promise<Uint8Array<ArrayBuffer>> {
    const kept = this.#kept.get(output.id);
    if (kept) return kept;
    const making = this.#making.get(output.id) ?? this.#make(output);
    return making;
  }

  #make(output: JobOutput): Promise<Uint8Array<ArrayBuffer>> {
    const lane = this.#nextLane;
    this.#nextLane = (lane + 1) % LANES;
    const making = Promise.resolve(this.#lanes[lane])
      .then(() => this.#render(output.spec))
      .then((bytes) => this.#keep(output, bytes));
    this.#making.set(output.id, making);
    this.#lanes[lane] = making.catch(() => undefined).finally(() => this.#making.delete(output.id));
    return making;
  }

  #keep(output: JobOutput, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    output.made ??= { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    this.#kept.set(output.id, bytes);
    this.#keptBytes += bytes.length;
    this.#drop();
    return bytes;
  }

  #drop(): void {
    for (const [id, bytes] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES || this.#kept.size === 1) return;
      this.#kept.delete(id);
      this.#keptBytes -= bytes.length;
    }
  }
}
