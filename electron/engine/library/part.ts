import { createHash, type Hash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { codeOf, diskError } from './disk-error.ts';
import { absent, makeDirectory, syncDirectory, type FileHandle, type FileSystem } from './durable-files.ts';
import { hashInto } from './hash-file.ts';
import { imageSize } from './image-size.ts';
import type { LibraryHome } from './home/home.ts';
import { copyHashed } from './home/copy-hashed.ts';
import { TEMPORARY_SUFFIX, type Layout } from './layout.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import type { StoredFile } from './stored-file.ts';

/**
 * A download that is under way. Failures of the disk reject with DISK (`isDiskFull` tells a full one). One call at a time; after
 * `finish`, `close` or `discard` only `close` and `discard` may be called.
 */
export interface Part {
  /** Bytes that are on the disk and hashed: where a download goes on, also after an `append` that failed half-way. */
  readonly bytes: number;
  append(chunk: Uint8Array): Promise<void>;
  /** Throws away what is there: the server would not continue, or sent something else. */
  restart(): Promise<void>;
  /**
   * Checks the length, takes the file into the library and closes the part. Durable when it resolves. Rejects with API_REFUSED (`details`
   * `{reason: 'length' | 'empty', expected, actual}`) when it is not what was announced; the part then stays, to be continued or restarted.
   */
  finish(expected: { bytes: number | null }): Promise<StoredFile>;
  /** Lets go of it and keeps the bytes for later. Idempotent. */
  close(): Promise<void>;
  /** Lets go of it and deletes it. Idempotent. */
  discard(): Promise<void>;
}

export interface PartOptions {
  fs: FileSystem;
  home: LibraryHome;
  path: string;
  /** Called once, when the file is let go of. */
  onClose: () => void;
}

/** Opens a new part, or one that a former run left: its bytes are hashed again from the disk. */
export async function openPart(options: PartOptions): Promise<Part> {
  try {
    await options.fs.mkdir(dirname(options.path), { recursive: true });
    const handle = (await options.fs.open(options.path, 'r+').catch(absent)) ?? (await options.fs.open(options.path, 'wx+'));
    return await continued(handle, options);
  } catch (error) {
    options.onClose();
    throw diskError('open the file for a download', error);
  }
}

async function continued(handle: FileHandle, options: PartOptions): Promise<Part> {
  try {
    const hash = createHash('sha256');
    return new FilePart(handle, hash, await hashInto(hash, handle), options);
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

class FilePart implements Part {
  readonly #handle: FileHandle;
  readonly #options: PartOptions;
  #hash: Hash;
  #bytes: number;
  #open = true;

  constructor(handle: FileHandle, hash: Hash, bytes: number, options: PartOptions) {
    this.#handle = handle;
    this.#hash = hash;
    this.#bytes = bytes;
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async append(chunk: Uint8Array): Promise<void> {
    try {
      for (let from = 0; from < chunk.length;) from += await this.#write(chunk.subarray(from));
    } catch (error) {
      throw diskError('write a download to the disk', error);
    }
  }

  /** A write may take less than it was given; what it took is hashed at once, so that bytes, hash and disk never disagree. */
  async #write(piece: Uint8Array): Promise<number> {
    const { bytesWritten } = await this.#handle.write(piece, 0, piece.length, this.#bytes);
    this.#hash.update(piece.subarray(0, bytesWritten));
    this.#bytes += bytesWritten;
    return bytesWritten;
  }

  async restart(): Promise<void> {
    try {
      await this.#handle.truncate(0);
    } catch (error) {
      throw diskError('start a download again', error);
    }
    this.#hash = createHash('sha256');
    this.#bytes = 0;
  }

  async finish(expected: { bytes: number | null }): Promise<StoredFile> {
    assertComplete(expected.bytes, this.#bytes);
    try {
      await this.#handle.sync();
      const stored = await this.#describe();
      await this.close();
      await this.#moveHome(stored);
      return stored;
    } catch (error) {
      throw diskError('take a download into the library', error);
    }
  }

  async #describe(): Promise<StoredFile> {
    const read = async (position: number, length: number) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await this.#handle.read(buffer, 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const type = await sniff(await read(0, SNIFF_BYTES));
    const size = await imageSize(type.mime, read);
    return { sha256: this.#hash.copy().digest('hex'), bytes: this.#bytes, ...type, width: size?.width ?? null, height: size?.height ?? null };
  }

  #moveHome(stored: StoredFile): Promise<void> {
    return this.#options.home.write(stored.sha256, (layout) => this.#moveTo(layout, stored));
  }

  /** The same bytes may be home already, from another job: then that file is kept, because someone may be reading it. */
  async #moveTo(layout: Layout, stored: StoredFile): Promise<void> {
    const { fs, path } = this.#options;
    const target = layout.asset(stored.sha256, stored.extension);
    await makeDirectory(fs, dirname(target));
    const there = await fs.stat(target).catch(absent);
    if (there?.isFile() && there.size === stored.bytes) await fs.rm(path);
    else await this.#rename(layout, stored, target);
    await syncDirectory(fs, dirname(target));
  }

  /** To another disk it is copied, and hashed on the way. */
  async #rename(layout: Layout, { sha256 }: StoredFile, target: string): Promise<void> {
    const { fs, path } = this.#options;
    try {
      await fs.rename(path, target);
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error;
      await fs.mkdir(layout.temporary, { recursive: true });
      const temporary = join(layout.temporary, `${basename(path)}${TEMPORARY_SUFFIX}`);
      const same = (await copyHashed(fs, path, target, temporary)) === sha256;
      await fs.rm(same ? path : target);
      if (!same) throw error;
    }
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#options.onClose();
    await this.#handle.close();
  }

  async discard(): Promise<void> {
    await this.close();
    await this.#options.fs.rm(this.#options.path, { force: true });
  }
}

function assertComplete(expected: number | null, actual: number): void {
  if (actual === 0) throw incomplete('empty', expected, actual, 'The output that was downloaded is empty.');
  if (expected !== null && expected !== actual) {
    throw incomplete('length', expected, actual, `The output that was downloaded has ${actual} bytes where ${expected} were announced.`);
  }
}

function incomplete(reason: 'empty' | 'length', expected: number | null, actual: number, what: string): AppError {
  return new AppError('API_REFUSED', `${what} Downloading costs no credits: it can be tried again.`, { reason, expected, actual });
}
