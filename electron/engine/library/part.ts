import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { codeOf, diskError } from './disk-error.ts';
import { absent, makeDirectory, syncDirectory, writeFlushed, type FileHandle, type FileSystem } from './durable-files.ts';
import { hashInto } from './hash-file.ts';
import { imageSize } from './image-size.ts';
import type { LibraryHome } from './home/home.ts';
import { copyHashed } from './home/copy-hashed.ts';
import { TEMPORARY_SUFFIX, type Layout } from './layout.ts';
import { sidecarText, type Sidecar } from './sidecar.ts';
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
   * Checks the length, takes the file into the library, with what is to lie beside it, and closes the part. Durable when it resolves. Rejects
   * with API_REFUSED (`details` `{reason: 'length' | 'empty', expected, actual}`) when it is not what was announced; the part then stays, to be
   * continued or restarted.
   */
  finish(expected: Expected): Promise<StoredFile>;
  /** Lets go of it and keeps the bytes for later. Idempotent. */
  close(): Promise<void>;
  /** Lets go of it and deletes it. Idempotent. */
  discard(): Promise<void>;
}

export interface Expected {
  /** Null: nothing was announced. */
  bytes: number | null;
  /** The sidecar of a file, by what its bytes say of themselves; none where it is known already. Written along: it waits for the disk no longer than the bytes do. */
  beside?(stored: StoredFile): Sidecar | null;
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
    return await continued(await openFile(options), options);
  } catch (error) {
    options.onClose();
    throw diskError('open the file for a download', error);
  }
}

/** To read and write, made where it is not there; its folder too. */
async function openFile({ fs, path }: PartOptions): Promise<FileHandle> {
  const flags = constants.O_RDWR | constants.O_CREAT;
  const handle = await fs.open(path, flags).catch(absent);
  if (handle) return handle;
  await fs.mkdir(dirname(path), { recursive: true });
  return fs.open(path, flags);
}

async function continued(handle: FileHandle, options: PartOptions): Promise<Part> {
  try {
    const hash = createHash('sha256');
    const { size } = await handle.stat();
    return new FilePart(handle, hash, size === 0 ? 0 : await hashInto(hash, handle), options);
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

  async finish({ bytes, beside }: Expected): Promise<StoredFile> {
    assertComplete(bytes, this.#bytes);
    try {
      const stored = await this.#describe();
      await this.#options.home.write(stored.sha256, (layout) => this.#takeHome(layout, stored, beside?.(stored) ?? null));
      return stored;
    } catch (error) {
      throw diskError('take a download into the library', error);
    }
  }

  /** The beginning tells nearly everything; it is read once. */
  async #describe(): Promise<StoredFile> {
    const head = await this.#read(0, SNIFF_BYTES);
    const type = await sniff(head);
    const size = await imageSize(type.mime, async (position, length) =>
      position + length <= head.length ? head.subarray(position, position + length) : this.#read(position, length),
    );
    return { sha256: this.#hash.copy().digest('hex'), bytes: this.#bytes, ...type, width: size?.width ?? null, height: size?.height ?? null };
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  /** Bytes and words are on the disk, at the same time, before either has its name; both names lie in one folder, which is flushed once. */
  async #takeHome(layout: Layout, stored: StoredFile, sidecar: Sidecar | null): Promise<void> {
    const { fs, path } = this.#options;
    const words = join(layout.temporary, `${basename(path)}.json${TEMPORARY_SUFFIX}`);
    try {
      await allEnded([this.#handle.sync(), sidecar && this.#writeWords(words, sidecar)]);
      await this.close();
      await this.#moveTo(layout, stored);
      if (sidecar) await fs.rename(words, layout.sidecar(stored.sha256));
    } catch (error) {
      if (sidecar) await fs.rm(words, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncDirectory(fs, dirname(layout.sidecar(stored.sha256)));
  }

  async #writeWords(path: string, sidecar: Sidecar): Promise<void> {
    const { fs } = this.#options;
    await fs.mkdir(dirname(path), { recursive: true });
    await writeFlushed(fs, path, sidecarText(sidecar), 'w');
  }

  /** The same bytes may be home already, from another job: then that file is kept, because someone may be reading it. */
  async #moveTo(layout: Layout, stored: StoredFile): Promise<void> {
    const { fs, path } = this.#options;
    const target = layout.asset(stored.sha256, stored.extension);
    await makeDirectory(fs, dirname(target));
    const there = await fs.stat(target).catch(absent);
    if (there?.isFile() && there.size === stored.bytes) await fs.rm(path);
    else await this.#rename(layout, stored, target);
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

/** As `Promise.all`, but when it rejects nothing is under way any more. */
async function allEnded(works: readonly unknown[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason;
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
