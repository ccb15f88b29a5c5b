import * as nodeFs from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Clock } from '../../../../shared/clock.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import type { AssetFiles } from '../asset-files.ts';
import type { Assets } from '../assets.ts';
import { diskError } from '../disk-error.ts';
import type { FileSystem } from '../durable-files.ts';
import { fold } from '../export/names.ts';
import { createMirrorFiles, type Made, type MirrorFiles } from './mirror-files.ts';
import { checkTemplate, mirrorPath } from './mirror-path.ts';

/** How the mirror stands. */
export interface MirrorStatus {
  folder: string;
  template: string;
  files: number;
  /** Assets whose file is still to be made, renamed or removed. */
  due: number;
  /** Why it does not go on, in words; null: it does. */
  problem: string | null;
}

/**
 * The library's files a second time, under names that say what they are, in folders by a template: hard links where the disk allows, else
 * copies. Kept up to date as assets come, get other names, or go to the trash. A file that a person changed there
 * stays theirs, and another is made beside it.
 */
export interface Mirror {
  /** Null: none is wanted. */
  status(): MirrorStatus | null;
  /** Makes one, or another of the one there is: `folder` null is the workspace's own. BAD_INPUT for a template or folder that is none. */
  set(wish: { folder: string | null; template: string }): Promise<void>;
  /** Ends it: its files are removed, or stay as they are. */
  end(how: { remove: boolean }): Promise<void>;
  /** Something may be due. Cheap. */
  poke(): void;
  /** A disk may be there again. */
  retry(): void;
  /** The library's files are others now: links are made anew. */
  relink(): void;
  /** Paths of the newest assets by a template. BAD_INPUT for one that is none. */
  preview(template: string): string[];
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface MirrorOptions {
  db: Store;
  clock: Clock;
  workspace: string;
  assets: Pick<Assets, 'some' | 'list'>;
  files: AssetFiles;
  log: Logger;
  signal: AbortSignal;
  fs?: FileSystem;
}

/** Changes are gathered so long, ms. */
const GATHER_MS = 300;
/** A folder that is not there is looked for again after so long, ms. */
const AGAIN_MS = 30_000;
const AT_ONCE = 50;
const PREVIEWED = 3;
/** More of one name are told apart by their hash. */
const MOST_NUMBERS = 10_000;

interface Wanted {
  folder: string;
  template: string;
}

interface FileRow {
  path: string;
  linked: number;
  bytes: number;
  made_at: number;
}

export function createMirror({ db, clock, workspace, assets, files, log, signal, fs = nodeFs }: MirrorOptions): Mirror {
  const wanted = db.prepare<[], Wanted>('SELECT folder, template FROM mirror');
  const next = db.prepare<[number], number>('SELECT asset_id FROM mirror_due ORDER BY asset_id LIMIT ?').pluck();
  const settled = db.prepare<[number]>('DELETE FROM mirror_due WHERE asset_id = ?');
  const row = db.prepare<[number], FileRow>('SELECT path, linked, bytes, made_at FROM mirror_file WHERE asset_id = ?');
  const forget = db.prepare<[number]>('DELETE FROM mirror_file WHERE asset_id = ?');
  const taken = db.prepare<[string, number], number>('SELECT 1 FROM mirror_file WHERE folded = ? AND asset_id <> ?').pluck();
  const note = db.prepare<[object]>(
    `INSERT OR REPLACE INTO mirror_file (asset_id, path, folded, linked, bytes, made_at) VALUES (:id, :path, :folded, :linked, :bytes, :madeAt)`,
  );
  const counts = db.prepare<[], { files: number; due: number }>('SELECT (SELECT count(*) FROM mirror_file) AS files, (SELECT count(*) FROM mirror_due) AS due');
  let working: Promise<void> | null = null;
  let again = false;
  let problem: string | null = null;
  let cancel = () => {};
  signal.addEventListener('abort', () => cancel());

  const madeOf = (id: number): Made | null => {
    const found = row.get(id);
    return found ? { path: found.path, linked: found.linked === 1, bytes: found.bytes, madeAt: found.made_at } : null;
  };
  const noted = (id: number, { linked, ...made }: Made) => note.run({ id, ...made, linked: linked ? 1 : 0, folded: fold(made.path) });
  const allDue = () => db.exec('INSERT OR IGNORE INTO mirror_due SELECT id FROM asset; INSERT OR IGNORE INTO mirror_due SELECT asset_id FROM mirror_file');

  async function work(): Promise<void> {
    do {
      again = false;
      for (let ids = next.all(AT_ONCE); ids.length > 0 && !signal.aborted; ids = next.all(AT_ONCE)) {
        const wish = wanted.get();
        if (!wish) return;
        await assertThere(wish.folder);
        const here = createMirrorFiles(fs, wish.folder);
        for (const id of ids) {
          if (signal.aborted) return;
          await bringUp(id, wish.template, here);
          settled.run(id);
        }
      }
      problem = null;
    } while (again && !signal.aborted);
  }

  /** A folder of a drive that is not connected is never made anew in its place. */
  async function assertThere(folder: string): Promise<void> {
    await files.home.assertHere();
    const stat = await fs.stat(folder).catch(() => null);
    if (!stat?.isDirectory()) throw new AppError('DISK', `The mirror’s folder ${folder} is not there. It goes on by itself when it is.`);
  }

  async function bringUp(id: number, template: string, here: MirrorFiles): Promise<void> {
    const [asset] = assets.some([id]);
    const made = madeOf(id);
    const file = asset && asset.trashedAt === null ? await files.open('asset', asset.sha256, asset.extension) : null;
    if (!asset || !file) {
      if (made && (!asset || asset.trashedAt !== null)) await drop(id, made, here);
      return;
    }
    const parts = mirrorPath(asset, template);
    if (made && !(await here.isSame(made, file.path))) await drop(id, made, here);
    else if (made) return renamed(id, asset, made, parts, here);
    await placed(id, asset, parts, (path) => here.make(file.path, path, asset.sha256));
  }

  async function renamed(id: number, asset: AssetView, made: Made, parts: readonly string[], here: MirrorFiles): Promise<void> {
    const stem = made.path.slice(0, -(asset.extension.length + 1));
    const base = parts.join('/');
    if (stem === base || (stem.startsWith(`${base} (`) && /^ \(\d+\)$/.test(stem.slice(base.length)))) return;
    await placed(id, asset, parts, (path) => here.rename(made, path));
  }

  async function drop(id: number, made: Made, here: MirrorFiles): Promise<void> {
    await here.remove(made);
    forget.run(id);
  }

  /** At the first path that is free, in the mirror's own list and on the disk. */
  async function placed(id: number, asset: AssetView, parts: readonly string[], put: (path: string) => Promise<Made | null>): Promise<void> {
    for (let number = 1; number < MOST_NUMBERS; number++) {
      const path = `${parts.join('/')}${number === 1 ? '' : ` (${number})`}.${asset.extension}`;
      if (taken.get(fold(path), id) !== undefined) continue;
      const made = await put(path);
      if (!made) continue;
      noted(id, made);
      return;
    }
  }

  function later(ms: number): void {
    cancel();
    if (!signal.aborted) cancel = clock.setTimer(ms, run);
  }

  function run(): void {
    again = true;
    working ??= work()
      .catch((error: unknown) => {
        problem = diskError('keep its mirror up to date', error).message;
        log.warn('the mirror waits', { error: String(error) });
        later(AGAIN_MS);
      })
      .finally(() => (working = null));
  }

  async function rest(): Promise<void> {
    cancel();
    await working;
  }

  async function removeAll({ folder }: Wanted): Promise<void> {
    await assertThere(folder);
    const here = createMirrorFiles(fs, folder);
    const ids = db.prepare<[], number>('SELECT asset_id FROM mirror_file').pluck();
    for (const id of ids.all()) {
      const made = madeOf(id);
      if (made) await drop(id, made, here);
    }
  }

  return {
    status() {
      const wish = wanted.get();
      return wish ? { ...wish, ...counts.get()!, problem } : null;
    },
    async set({ folder, template }) {
      checkTemplate(template);
      const own = folder === null;
      const path = folder ?? join(workspace, 'mirror');
      const { assets: home } = files.home.layout();
      if (`${resolve(path)}${sep}`.startsWith(`${home}${sep}`))
        throw new AppError('BAD_INPUT', 'The mirror cannot be among the library’s own files. Nothing was changed. Choose another folder.');
      if (own) await fs.mkdir(path, { recursive: true });
      await rest();
      const before = wanted.get();
      if (before && before.folder !== path) await removeAll(before);
      db.transaction(() => {
        db.prepare('INSERT OR REPLACE INTO mirror (id, folder, template) VALUES (1, ?, ?)').run(path, template);
        allDue();
      })();
      problem = null;
      run();
    },
    async end({ remove }) {
      await rest();
      const before = wanted.get();
      if (before && remove) await removeAll(before);
      db.exec('DELETE FROM mirror; DELETE FROM mirror_due; DELETE FROM mirror_file');
      problem = null;
    },
    poke() {
      if (problem === null && wanted.get()) later(GATHER_MS);
    },
    retry() {
      problem = null;
      if (wanted.get()) later(GATHER_MS);
    },
    preview(template) {
      checkTemplate(template);
      return assets.list({ offset: 0, limit: PREVIEWED }).assets.map((asset) => `${mirrorPath(asset, template).join('/')}.${asset.extension}`);
    },
    relink() {
      if (!wanted.get()) return;
      allDue();
      problem = null;
      later(GATHER_MS);
    },
    idle: async () => working ?? undefined,
  };
}
