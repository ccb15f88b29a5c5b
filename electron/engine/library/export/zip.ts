import { createReadStream } from 'node:fs';
import { Zip, ZipPassThrough } from 'fflate';
import type { AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { AssetFiles } from '../asset-files.ts';
import { contentOf, sidecarOf, type Content, type Leaving } from './content.ts';
import { createNames } from './names.ts';

/** What the format holds without its later extension, which not every program reads (APPNOTE 4.3, 4.4.8). */
const MOST_ENTRIES = 65_000;
const MOST_ZIP_BYTES = 4_000_000_000;

export interface ZipOptions {
  files: AssetFiles;
  pattern: string;
  leaving: Leaving;
  sidecars: boolean;
  /** Called after each asset. */
  onDone?(): void;
}

/** Null: it fits. */
export function tooLargeForZip(assets: number, bytes: number, sidecars: boolean): string | null {
  if (bytes <= MOST_ZIP_BYTES && assets * (sidecars ? 2 : 1) <= MOST_ENTRIES) return null;
  return 'A ZIP file holds 4 GB and 65,000 files that every program can read. Export into a folder, or in parts.';
}

/**
 * Assets as the bytes of a ZIP file, made as they are taken: pictures and films are packed already, so they are stored as they are, and
 * nothing but the piece on its way lies in memory. What is missing in the library is left out.
 */
export async function* zipOf(assets: Iterable<AssetView>, options: ZipOptions): AsyncGenerator<Uint8Array> {
  const packer = new Packer();
  const names = createNames(options.pattern);
  for (const asset of assets) {
    const content = await contentOf(asset, options.files, options.leaving);
    if (content) {
      const name = names.next(asset);
      yield* packer.entry(name, asset.createdAt, piecesOf(content));
      const text = options.sidecars ? await sidecarOf(asset, options.files, options.leaving) : null;
      if (text !== null) yield* packer.entry(`${name}.json`, asset.createdAt, [Buffer.from(text)]);
    }
    options.onDone?.();
  }
  yield* packer.end();
}

function piecesOf(content: Content): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return content.kind === 'made' ? [content.data] : (createReadStream(content.path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>);
}

/** fflate hands out what it has at once; here that is gathered until it is asked for. */
class Packer {
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];

  constructor() {
    this.#zip = new Zip((error, chunk) => {
      if (error) throw new AppError('INTERNAL', `The ZIP file could not be made: ${error.message}`);
      this.#ready.push(chunk);
    });
  }

  async *entry(name: string, at: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const entry = new ZipPassThrough(name);
    // The format knows no time before 1980.
    entry.mtime = Math.max(at, Date.UTC(1980, 0, 2));
    this.#zip.add(entry);
    for await (const piece of pieces) {
      entry.push(piece);
      yield* this.#take();
    }
    entry.push(new Uint8Array(), true);
    yield* this.#take();
  }

  *end(): Generator<Uint8Array> {
    this.#zip.end();
    yield* this.#take();
  }

  *#take(): Generator<Uint8Array> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }
}
