import { createHash } from 'node:crypto';
import type { AssetFiles, PictureKind } from '../../electron/engine/library/asset-files.ts';
import { diskError } from '../../electron/engine/library/disk-error.ts';
import type { LibraryHome } from '../../electron/engine/library/home/home.ts';
import type { Place } from '../../electron/engine/library/home/place.ts';
import { layoutOf } from '../../electron/engine/library/layout.ts';
import type { Lost } from '../../electron/engine/library/repair/bring.ts';
import type { Part } from '../../electron/engine/library/part.ts';
import type { StoredFile } from '../../electron/engine/library/stored-file.ts';
import type { Sidecar } from '../../electron/engine/library/sidecar.ts';
import type { MediaKind } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** A library that is always there. */
function memoryHome(): LibraryHome {
  const place: Place = { format: 1, home: { kind: 'workspace' }, moving: null, old: null };
  return {
    workspace: 'memory',
    place,
    layout: () => layoutOf('memory'),
    here: async () => true,
    assertHere: async () => {},
    write: (_, work) => work(layoutOf('memory')),
    alone: (work) => work(),
    note: () => ({ changed: new Set(), end() {} }),
    set: async () => {
      throw new Error('memory files have no paths');
    },
  };
}

/** Asset files in memory, for tests in virtual time: nothing waits for a disk, so time moves only when a test moves it. */
export class MemoryFiles implements AssetFiles {
  readonly assets = new Map<string, Uint8Array>();
  readonly sidecars = new Map<string, string>();
  readonly thumbnails = new Map<string, Uint8Array>();
  readonly tiles = new Map<string, Uint8Array>();
  readonly parts = new Map<string, Uint8Array>();
  /** While true, nothing can be written. */
  full = false;
  /** While true, nothing may be written; or of one part only. */
  refuses: false | true | { part: string } = false;

  async part(name: string): Promise<Part> {
    const { assets, parts, sidecars } = this;
    const write = () => this.#write(name);
    let bytes = parts.get(name) ?? new Uint8Array();
    // As on a disk: the file is there as soon as it is opened.
    parts.set(name, bytes);
    return {
      get bytes() {
        return bytes.length;
      },
      async append(chunk) {
        write();
        bytes = Buffer.concat([bytes, chunk]);
        parts.set(name, bytes);
      },
      async restart() {
        bytes = new Uint8Array();
        parts.set(name, bytes);
      },
      async finish({ bytes: announced, beside }): Promise<StoredFile> {
        if (bytes.length === 0 || (announced !== null && announced !== bytes.length))
          throw new AppError('API_REFUSED', 'The output has not the announced length.');
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const stored = { sha256, bytes: bytes.length, extension: 'png', mime: 'image/png', kind: 'image', width: 8, height: 8 } as const;
        const sidecar = beside?.(stored);
        if (sidecar) write();
        if (sidecar) sidecars.set(sha256, JSON.stringify(sidecar));
        assets.set(sha256, bytes);
        parts.delete(name);
        return stored;
      },
      async close() {},
      async discard() {
        parts.delete(name);
      },
    };
  }

  #write(part?: string): void {
    if (this.full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    if (this.refuses === true || (this.refuses && this.refuses.part === part)) throw diskError('write', Object.assign(new Error('denied'), { code: 'EACCES' }));
  }

  async writable(): Promise<boolean> {
    return !this.full && this.refuses !== true;
  }

  async writeSidecar(sha256: string, sidecar: Sidecar): Promise<void> {
    this.#write();
    this.sidecars.set(sha256, JSON.stringify(sidecar));
  }

  async readSidecar(sha256: string): Promise<string | null> {
    return this.sidecars.get(sha256) ?? null;
  }

  async putPicture(kind: PictureKind, sha256: string, webp: Uint8Array): Promise<void> {
    this.#of(kind).set(sha256, webp);
  }

  #of(kind: MediaKind): Map<string, Uint8Array> {
    return { asset: this.assets, thumbnail: this.thumbnails, tile: this.tiles }[kind];
  }

  async readPicture(kind: PictureKind, sha256: string): Promise<Uint8Array | null> {
    return this.#of(kind).get(sha256) ?? null;
  }

  async open(kind: MediaKind, sha256: string): Promise<{ path: string; bytes: number } | null> {
    const found = this.#of(kind).get(sha256);
    return found ? { path: `memory:${sha256}`, bytes: found.length } : null;
  }

  async read(sha256: string): Promise<Uint8Array | null> {
    return this.assets.get(sha256) ?? null;
  }

  async remove(sha256: string): Promise<void> {
    for (const files of [this.assets, this.thumbnails, this.tiles, this.sidecars]) files.delete(sha256);
  }

  async sweep(keep: (partName: string) => boolean): Promise<{ removed: number }> {
    const gone = [...this.parts.keys()].filter((name) => !keep(name));
    for (const name of gone) this.parts.delete(name);
    return { removed: gone.length };
  }

  async leftovers(keep: (partName: string) => boolean): Promise<string[]> {
    return [...this.parts.keys()].filter((name) => !keep(name));
  }

  async *list(): AsyncGenerator<never> {}

  async describe(): Promise<never> {
    throw new Error('memory files have no paths');
  }

  readonly own: readonly string[] = [];
  readonly home = memoryHome();

  async *walk(): AsyncGenerator<never> {}

  async bringFile(): Promise<never> {
    throw new Error('memory files have no paths');
  }

  async bring({ sha256 }: Lost, pieces: AsyncIterable<Uint8Array>): Promise<boolean> {
    const chunks: Uint8Array[] = [];
    for await (const piece of pieces) chunks.push(piece);
    const bytes = Buffer.concat(chunks);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
    this.assets.set(sha256, bytes);
    return true;
  }

  async setAside(): Promise<never> {
    throw new Error('memory files have no paths');
  }

  async hash(): Promise<string> {
    throw new Error('memory files have no paths');
  }
}
