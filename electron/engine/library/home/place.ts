import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { codeOf } from '../disk-error.ts';
import { absent, writeDurably, type FileSystem } from '../durable-files.ts';

/** Where a library's files lie: in the workspace, or in a folder of another disk, which a file there with this id tells from an empty mount point. */
const home = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('workspace') }),
  z.object({ kind: z.literal('folder'), folder: z.string(), id: z.string() }),
]);
export type Home = z.infer<typeof home>;

const place = z.object({
  format: z.literal(1),
  home,
  /** A move there was begun and is not over. */
  moving: home.nullable(),
  /** Where the files were before a move, which are still there. */
  old: home.nullable(),
});
/** The file `library.json` of a workspace: the one thing that says where its library is. Replaced whole, so a crash leaves one or the other. */
export type Place = z.infer<typeof place>;

const AT_FIRST: Place = { format: 1, home: { kind: 'workspace' }, moving: null, old: null };
const FILE = 'library.json';
const MARKER = 'abstrakt-library.json';

const marker = z.object({ id: z.string() });

/** DISK for one that cannot be read: guessing would make a second library. */
export function readPlace(workspace: string): Place {
  try {
    return place.parse(JSON.parse(readFileSync(join(workspace, FILE), 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return AT_FIRST;
    throw new AppError('DISK', `${FILE} in the workspace says where the library’s files are, and cannot be read. Nothing was changed.`, undefined, error);
  }
}

export async function writePlace(fs: FileSystem, workspace: string, next: Place): Promise<void> {
  const path = join(workspace, FILE);
  await writeDurably(fs, path, `${JSON.stringify(next, null, 2)}\n`, { temporary: `${path}.tmp` });
}

export function pathOf(workspace: string, at: Home): string {
  return at.kind === 'workspace' ? workspace : at.folder;
}

export function newHome(folder: string): Home {
  return { kind: 'folder', folder, id: randomBytes(12).toString('hex') };
}

/** The id that a folder's marker says; null: it has none. */
export async function markerOf(fs: FileSystem, folder: string): Promise<string | null> {
  const text = await fs.readFile(join(folder, MARKER), 'utf8').catch(() => null);
  try {
    return text === null ? null : marker.parse(JSON.parse(text)).id;
  } catch {
    return null;
  }
}

export async function mark(fs: FileSystem, at: Extract<Home, { kind: 'folder' }>): Promise<void> {
  const path = join(at.folder, MARKER);
  await writeDurably(fs, path, `${JSON.stringify({ id: at.id })}\n`, { temporary: `${path}.tmp` });
}

export async function unmark(fs: FileSystem, folder: string): Promise<void> {
  await fs.rm(join(folder, MARKER), { force: true });
}

/** Whether a home is the one it was: its drive is there. */
export async function isThere(fs: FileSystem, at: Home): Promise<boolean> {
  return at.kind === 'workspace' || (await markerOf(fs, at.folder)) === at.id;
}

/** Nothing lies in it but what systems put there by themselves; a folder that is not there is empty too. */
export async function isEmpty(fs: FileSystem, folder: string): Promise<boolean> {
  const names = (await fs.readdir(folder).catch(absent)) ?? [];
  return names.every((name) => name.startsWith('.') || name === 'desktop.ini');
}
