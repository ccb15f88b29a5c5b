import * as nodeFs from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../../../shared/clock.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Store } from '../../store/open.ts';
import type { AssetFiles } from '../asset-files.ts';
import type { Assets } from '../assets.ts';
import { codeOf } from '../disk-error.ts';
import type { FileSystem } from '../durable-files.ts';
import type { Keep } from '../keep.ts';
import { importPartName } from '../layout.ts';
import { readMaking } from '../metadata/read.ts';
import type { EmbeddedMaking } from '../metadata/making.ts';
import type { Part } from '../part.ts';
import { toSidecar } from '../sidecar.ts';
import type { StoredFile } from '../stored-file.ts';
import { importedContent, type ImportFacts } from './imported-making.ts';
import { refusalOf, refused } from './refusal.ts';

/** A file of a person's is now in the library. */
export interface Imported {
  asset: AssetView;
  /** The same bytes were in it already; nothing was added. */
  known: boolean;
  /** Whose words were found in it; null: none. */
  tool: string | null;
}

/**
 * Takes files of a person's into the library: as bytes from a page, piece by piece, or for hosts by their path. The same bytes are kept
 * once; prompts that well-known tools embed are read. BAD_INPUT names why a file is refused; nothing of it stays.
 */
export interface Importer {
  /** Begins a file of so many bytes; the number names it. Of too many begun the one untouched longest is dropped. */
  begin(facts: ImportFacts & { bytes: number }): Promise<number>;
  /** Bytes that are there now. NOT_FOUND for a number that is none, or was dropped. */
  append(id: number, chunk: Uint8Array): Promise<number>;
  finish(id: number): Promise<Imported>;
  drop(id: number): Promise<void>;
  file(path: string): Promise<Imported>;
}

/** A file larger than this is refused: no library of pictures holds such a thing by intent. */
export const MOST_IMPORT_BYTES = 8 * 1024 ** 3;
const MOST_BEGUN = 16;
/** Embedded words are looked for in files up to this size, which are read whole. */
const MOST_READ_BYTES = 64_000_000;
const CHUNK_BYTES = 1 << 20;

export interface ImporterOptions {
  db: Store;
  clock: Pick<Clock, 'now'>;
  assets: Assets;
  keep: Pick<Keep, 'restore'>;
  files: AssetFiles;
  onAsset(sha256: string): void;
  fs?: FileSystem;
}

interface Begun {
  facts: ImportFacts;
  bytes: number;
  part: Part;
}

export function createImporter({ db, clock, assets, keep, files, onAsset, fs = nodeFs }: ImporterOptions): Importer {
  /** In the order in which they were last touched. */
  const begun = new Map<number, Begun>();
  let last = 0;

  async function begin({ name, modifiedAt, bytes }: ImportFacts & { bytes: number }): Promise<number> {
    if (bytes === 0) throw refused('It is empty.');
    if (bytes > MOST_IMPORT_BYTES) throw refused('It is larger than 8 GB.');
    const id = ++last;
    begun.set(id, { facts: { name, modifiedAt }, bytes, part: await files.part(importPartName(id)) });
    const oldest = begun.keys().next().value;
    if (begun.size > MOST_BEGUN && oldest !== undefined) await drop(oldest);
    return id;
  }

  function touched(id: number): Begun {
    const found = begun.get(id);
    if (!found) throw new AppError('NOT_FOUND', 'This import was dropped. Nothing was added; bring the file again.');
    begun.delete(id);
    begun.set(id, found);
    return found;
  }

  async function append(id: number, chunk: Uint8Array): Promise<number> {
    const { part, bytes } = touched(id);
    try {
      if (part.bytes + chunk.length > bytes) throw refused('It grew while it was read. Bring it again when it is whole.');
      await part.append(chunk);
    } catch (error) {
      await drop(id);
      throw error;
    }
    return part.bytes;
  }

  async function finish(id: number): Promise<Imported> {
    const { facts, bytes, part } = touched(id);
    begun.delete(id);
    if (part.bytes !== bytes) {
      await part.discard();
      throw refused('It shrank while it was read. Bring it again when it is whole.');
    }
    try {
      return await takeIn(await part.finish({ bytes }), facts);
    } catch (error) {
      await part.discard().catch(() => undefined);
      throw error;
    }
  }

  async function drop(id: number): Promise<void> {
    const found = begun.get(id);
    begun.delete(id);
    await found?.part.discard();
  }

  /** The bytes are home; the sidecar goes beside them before the row, as with everything that comes into the library. */
  async function takeIn(stored: StoredFile, facts: ImportFacts): Promise<Imported> {
    const before = assets.get(stored.sha256);
    if (before) return { asset: cameBack(before, stored), known: true, tool: null };
    const refusal = refusalOf(stored);
    if (refusal) {
      await files.remove(stored.sha256, stored.extension);
      throw refusal;
    }
    const making = await makingOf(stored);
    const content = importedContent(stored, making, facts, clock.now());
    await files.writeSidecar(stored.sha256, toSidecar(content));
    db.transaction(() => {
      assets.record(stored, content.made, { createdAt: content.createdAt, imported: true });
      keep.restore([{ sha256: stored.sha256, kept: content.kept }]);
    })();
    onAsset(stored.sha256);
    return { asset: assets.get(stored.sha256)!, known: false, tool: making?.tool ?? null };
  }

  /** Out of the trash, where it lay there; its bytes may have been lost and are back. */
  function cameBack(before: AssetView, stored: StoredFile): AssetView {
    if (before.trashedAt === null && !before.missing) return before;
    const asset = assets.found(stored);
    onAsset(stored.sha256);
    return asset;
  }

  async function makingOf({ kind, sha256, extension, bytes }: StoredFile): Promise<EmbeddedMaking | null> {
    if (kind !== 'image' || bytes > MOST_READ_BYTES) return null;
    const read = await files.read(sha256, extension);
    return read && readMaking(read);
  }

  async function file(path: string): Promise<Imported> {
    const handle = await fs.open(path, 'r').catch((error: unknown) => {
      throw refused(`It cannot be read (${codeOf(error) ?? 'unknown'}).`);
    });
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw refused('It is no file.');
      const id = await begin({ name: basename(path), modifiedAt: Math.round(stat.mtimeMs), bytes: stat.size });
      await pour(id, async (buffer) => (await handle.read(buffer, 0, buffer.length, null)).bytesRead);
      return await finish(id);
    } finally {
      await handle.close();
    }
  }

  async function pour(id: number, read: (buffer: Buffer) => Promise<number>): Promise<void> {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    try {
      for (let got = await read(buffer); got > 0; got = await read(buffer)) await append(id, buffer.subarray(0, got));
    } catch (error) {
      await drop(id);
      throw error instanceof AppError ? error : refused(`It cannot be read (${codeOf(error) ?? 'unknown'}).`);
    }
  }

  return { begin, append, finish, drop, file };
}
