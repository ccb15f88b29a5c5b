import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { diskError } from '../disk-error.ts';
import { absent, makeDirectory, syncDirectory, type FileSystem } from '../durable-files.ts';
import { hashFile } from '../hash-file.ts';
import { isSha256, layoutOf, TEMPORARY_SUFFIX } from '../layout.ts';
import { walk } from '../repair/walk.ts';
import { copyHashed } from './copy-hashed.ts';
import type { LibraryHome } from './home.ts';
import { isEmpty, isThere, mark, markerOf, newHome, pathOf, unmark, type Home, type Place } from './place.ts';

/** Room that must stay free on a disk the library moves to, bytes. */
const SPARE_BYTES = 64_000_000;
/** What a chosen folder that is not empty gets inside. */
const OWN_FOLDER = 'Abstrakt library';

export interface MoveOptions {
  fs: FileSystem;
  home: LibraryHome;
  /** Free room on a folder's disk; absent where there is none to ask. */
  freeBytes?: ((folder: string) => Promise<number>) | undefined;
  signal: AbortSignal;
  /** Files that are there and verified, of all. */
  onProgress(done: number, total: number): void;
}

/** Where a move goes to: a folder a person chose, on with one that was broken off, or back to where the files still are. */
export type MoveTo = { folder: string } | 'on' | 'back';

/** What a move came to. */
export interface Moved {
  /** The folder the files are in now. */
  to: string;
  files: number;
  bytes: number;
  /** Paths of files whose bytes were not those of their name before, copied as they were. */
  damaged: number;
}

interface Course {
  from: string;
  to: string;
  target: Home;
}

/**
 * Moves the library: every file is copied, flushed and read back from the new disk; only when all of them are there with their hash does the
 * library switch, in one step, and the old files stay until a person has them removed. Broken off at any instant, the library is whole where
 * it was, and the move goes on later with what is there. The library is in use meanwhile.
 */
export async function moveLibrary(to: MoveTo, options: MoveOptions): Promise<Moved> {
  const { home } = options;
  await home.assertHere();
  const target = await targetOf(to, options);
  const note = home.note();
  try {
    const course = { from: home.layout().assets, to: layoutOf(home.workspace, pathOf(home.workspace, target)).assets, target };
    await makeDirectory(options.fs, course.to);
    await assertRoom(course, options).catch((error: unknown) => notBegun(target, error, options));
    await home.set({ ...home.place, moving: target });
    const moved = await copyAll(course, options);
    await home.alone(() => finish(course, note.changed, options));
    return { to: pathOf(home.workspace, target), ...moved };
  } catch (error) {
    throw diskError('be moved', error);
  } finally {
    note.end();
  }
}

/** Leaves nothing behind where nothing was copied; a move that was broken off before keeps its copies. */
async function notBegun(target: Home, error: unknown, { fs, home }: MoveOptions): Promise<never> {
  const { place, workspace } = home;
  if (!place.moving && !place.old) {
    await removeEmpty(fs, layoutOf(workspace, pathOf(workspace, target)).assets);
    await drop(target, place, true, { fs, home });
  }
  throw error;
}

async function targetOf(to: MoveTo, { fs, home }: MoveOptions): Promise<Home> {
  const { place, workspace } = home;
  if (to === 'on') return reached(place.moving, 'There is no move to go on with.', fs, workspace);
  if (to === 'back') return reached(place.old, 'There is no former place to move back to.', fs, workspace);
  if (place.old)
    throw new AppError('CONFLICT', 'The files of the last move are still in their former place. Remove them there or move back first. Nothing was changed.');
  if (place.moving) throw new AppError('CONFLICT', 'Another move was begun and is not over. Go on with it or give it up first. Nothing was changed.');
  const folder = await freeFolder(resolve(to.folder), fs);
  assertApart(folder, pathOf(workspace, place.home));
  assertApart(folder, workspace);
  const target = newHome(folder);
  if (target.kind === 'folder') {
    await makeDirectory(fs, folder);
    await mark(fs, target);
  }
  return target;
}

async function reached(at: Home | null, none: string, fs: FileSystem, workspace: string): Promise<Home> {
  if (!at) throw new AppError('CONFLICT', none);
  if (!(await isThere(fs, at))) throw new AppError('DISK', `${pathOf(workspace, at)} is not there: its drive is not connected. Nothing was changed.`);
  return at;
}

/** The folder itself where it is empty, else one inside it. */
async function freeFolder(chosen: string, fs: FileSystem): Promise<string> {
  for (const folder of [chosen, join(chosen, OWN_FOLDER)]) if (await isEmpty(fs, folder)) return folder;
  throw new AppError('CONFLICT', `${join(chosen, OWN_FOLDER)} has other files in it. Nothing was changed. Choose an empty folder.`);
}

function assertApart(folder: string, other: string): void {
  const inside = (a: string, b: string) => `${resolve(a)}${sep}`.startsWith(`${resolve(b)}${sep}`);
  if (inside(folder, other) || inside(other, folder))
    throw new AppError(
      'BAD_INPUT',
      `${folder} and the library’s present folder lie one in the other. Nothing was changed. Choose a folder beside it, or on another disk.`,
    );
}

/** What is there already from a move that was broken off needs no room again. */
async function assertRoom({ from, to }: Course, { fs, freeBytes }: MoveOptions): Promise<void> {
  if (!freeBytes) return;
  let needed = 0;
  for await (const { path, bytes } of walk(fs, from)) {
    const there = await fs.stat(join(to, relative(from, path))).catch(absent);
    if (there?.size !== bytes) needed += bytes;
  }
  const free = await freeBytes(to);
  if (needed + SPARE_BYTES > free) {
    const gb = (bytes: number) => `${(bytes / 1e9).toFixed(2)} GB`;
    throw new AppError('DISK', `The library needs ${gb(needed)} there, and ${gb(free)} are free. Nothing was copied. Make room, or choose another disk.`, {
      code: 'ENOSPC',
    });
  }
}

async function copyAll(course: Course, { fs, signal, onProgress }: MoveOptions): Promise<Omit<Moved, 'to'>> {
  let total = 0;
  for await (const _ of walk(fs, course.from)) total++;
  const moved = { files: 0, bytes: 0, damaged: 0 };
  onProgress(0, total);
  for await (const { path, bytes } of walk(fs, course.from)) {
    signal.throwIfAborted();
    // A file that goes while it is copied is among those that changed.
    const sound = await copyVerified(relative(course.from, path), course, fs).catch(absent);
    if (sound === false) moved.damaged++;
    moved.files++;
    moved.bytes += bytes;
    onProgress(moved.files, total);
  }
  return moved;
}

/** False for bytes that are not those of their name: they were damaged before, and are copied as they are. */
async function copyVerified(name: string, { from, to }: Course, fs: FileSystem): Promise<boolean> {
  const [source, target] = [join(from, name), join(to, name)];
  const named = hashOf(name);
  const [here, there] = [await fs.stat(source), await fs.stat(target).catch(absent)];
  if (there?.size === here.size) {
    const hash = await hashFile(fs, target);
    if (hash === named) return true;
    const same = hash === (await hashFile(fs, source));
    if (same) return named === null;
  }
  await makeDirectory(fs, dirname(target));
  const read = await copyHashed(fs, source, target, `${target}${TEMPORARY_SUFFIX}`);
  await syncDirectory(fs, dirname(target));
  if ((await hashFile(fs, target)) !== read)
    throw new AppError('DISK', `The new disk gives back other bytes of ${name} than were written to it. The library stays where it was.`);
  return named === null || read === named;
}

/** The hash an asset's file is named by; null for other files. */
function hashOf(name: string): string | null {
  const [hash = '', extension] = (name.split(sep).at(-1) ?? '').split('.');
  return isSha256(hash) && extension !== 'json' ? hash : null;
}

/** Nothing but a library names its files so. */
function isOurs(name: string): boolean {
  return isSha256((name.split(sep).at(-1) ?? '').slice(0, 64));
}

/** Nobody writes now: what changed meanwhile is copied anew, what is no longer there goes, and the library is in the new place. */
async function finish(course: Course, changed: ReadonlySet<string>, { fs, home }: MoveOptions): Promise<void> {
  const { from, to, target } = course;
  for (const sha256 of changed) {
    const folder = join(from, sha256.slice(0, 2));
    const names = ((await fs.readdir(folder).catch(absent)) ?? []).filter((name) => name.startsWith(`${sha256}.`));
    for (const name of names) await copyVerified(relative(from, join(folder, name)), course, fs);
  }
  const source = new Map<string, number>();
  for await (const { path, bytes } of walk(fs, from)) source.set(relative(from, path), bytes);
  for await (const { path, bytes } of walk(fs, to)) {
    const name = relative(to, path);
    if (source.get(name) === bytes) source.delete(name);
    else if (!source.has(name) && isOurs(name)) await fs.rm(path);
  }
  const [left] = source.keys();
  if (left !== undefined) throw new AppError('DISK', `${left} is not in the new place after all. The library stays where it was.`);
  const before: Home = home.place.home;
  await home.set({ format: 1, home: target, moving: null, old: before });
}

export interface Left {
  removed: number;
  bytes: number;
  /** Files that the library's present place does not have: they stay. */
  kept: number;
}

/** Removes the files of a former place, each only where the library has it. What is broken off is ended by doing it again. */
export async function removeOld({ fs, home, signal, onProgress }: MoveOptions): Promise<Left & { from: string }> {
  await home.assertHere();
  const old = await reached(home.place.old, 'There is no former place with files.', fs, home.workspace);
  const from = pathOf(home.workspace, old);
  const left = await clear(layoutOf(home.workspace, from).assets, home.layout().assets, { fs, signal, onProgress });
  await drop(old, { ...home.place, old: null }, left.kept === 0, { fs, home });
  return { ...left, from };
}

/** Ends a move that was broken off: the copies go, and the library stays where it is. */
export async function giveUp({ fs, home, signal, onProgress }: MoveOptions): Promise<Left & { from: string }> {
  const moving = await reached(home.place.moving, 'There is no move to give up.', fs, home.workspace);
  const from = pathOf(home.workspace, moving);
  const isOld = JSON.stringify(home.place.old) === JSON.stringify(moving);
  const left = isOld ? { removed: 0, bytes: 0, kept: 0 } : await clear(layoutOf(home.workspace, from).assets, null, { fs, signal, onProgress });
  await drop(moving, { ...home.place, moving: null }, left.kept === 0 && !isOld, { fs, home });
  return { ...left, from };
}

/** `kept`: where a file must be too, or it stays; null: all that a library wrote goes. */
async function clear(folder: string, kept: string | null, { fs, signal, onProgress }: Pick<MoveOptions, 'fs' | 'signal' | 'onProgress'>): Promise<Left> {
  const left = { removed: 0, bytes: 0, kept: 0 };
  for await (const { path, bytes } of walk(fs, folder)) {
    signal.throwIfAborted();
    if (!isOurs(path) || (kept !== null && !(await isKept(join(kept, relative(folder, path)), bytes, fs)))) {
      left.kept++;
      continue;
    }
    await fs.rm(path);
    left.removed++;
    left.bytes += bytes;
    onProgress(left.removed, left.removed);
  }
  await removeEmpty(fs, folder);
  return left;
}

/** A sidecar may say more by now than its former copy did, and a copy that was broken off is nobody's. */
async function isKept(path: string, bytes: number, fs: FileSystem): Promise<boolean> {
  if (path.endsWith(TEMPORARY_SUFFIX)) return true;
  const there = await fs.stat(path).catch(absent);
  return there !== null && (there.size === bytes || path.endsWith('.json'));
}

async function removeEmpty(fs: FileSystem, folder: string): Promise<void> {
  for (const name of (await fs.readdir(folder).catch(absent)) ?? []) await fs.rmdir(join(folder, name)).catch(() => undefined);
  await fs.rmdir(folder).catch(() => undefined);
}

async function drop(at: Home, next: Place, all: boolean, { fs, home }: Pick<MoveOptions, 'fs' | 'home'>): Promise<void> {
  await home.set(next);
  if (at.kind !== 'folder' || !all) return;
  if ((await markerOf(fs, at.folder)) === at.id) await unmark(fs, at.folder);
  // A folder that a person made stays theirs.
  const made = basename(at.folder) === OWN_FOLDER ? [at.folder] : [];
  for (const folder of [join(at.folder, 'parts'), ...made]) await fs.rmdir(folder).catch(() => undefined);
}
