import { basename, extname, join } from 'node:path';
import { CALLS, type CallOutput } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine-types.ts';
import { exportName } from '../engine/library/export-name.ts';

/** Together, bytes: a drag waits for its files. */
export const MOST_DRAGGED_BYTES = 2_000_000_000;

const NAMES = '{batch} {number} {prompt} {hash}';

/** An icon as pixels: nothing that a page hands over is decoded here. */
export interface DragIcon {
  width: number;
  height: number;
  /** Blue, green, red, alpha. */
  bgra: Buffer;
}

/** What handing files to other programs takes of this machine. */
export interface DragWorld {
  engine: Pick<Engine, 'call' | 'media'>;
  /** A folder of this drag's own, emptied when the app ends. */
  folder(): Promise<string>;
  copy(from: string, to: string): Promise<void>;
  /** Only while the mouse is down. */
  start(files: string[], icon: DragIcon | null): void;
}

/**
 * Hands assets to another program as files of their own: copies under readable names, for a program may write into what it is given, and the
 * library's bytes are named by their hash. What to hand over is asked for by hash alone; hashes that the library does not have are NOT_FOUND,
 * anything else is BAD_INPUT. No path ever comes from, or goes to, the page.
 */
export async function dragOut(world: DragWorld, input: unknown): Promise<CallOutput<'asset.drag'>> {
  const parsed = CALLS['asset.drag'].input.safeParse(input);
  if (!parsed.success) throw new AppError('BAD_INPUT', 'Only assets of the library can be dragged out, by their hash. Nothing was handed over.');
  const sources = await Promise.all(parsed.data.sha256s.map((sha256) => sourceOf(world, sha256)));
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  if (bytes > MOST_DRAGGED_BYTES)
    throw new AppError('BAD_INPUT', 'These are more than 2 GB together, too many for a drag. Nothing was handed over. Export them to a folder instead.');
  const folder = await world.folder();
  const names = distinct(sources.map(({ asset, path }) => `${exportName(asset, NAMES)}${extname(path)}`));
  const files = names.map((name) => join(folder, name));
  await Promise.all(sources.map(({ path }, at) => world.copy(path, files[at] ?? join(folder, basename(path)))));
  world.start(files, parsed.data.icon && iconOf(parsed.data.icon));
  return { files: files.length };
}

interface Source {
  asset: AssetView;
  path: string;
  bytes: number;
}

async function sourceOf({ engine }: DragWorld, sha256: string): Promise<Source> {
  const answer = await engine.call('asset.get', { sha256 });
  const file = answer.ok ? await engine.media('asset', sha256) : null;
  if (!answer.ok || !file)
    throw new AppError('NOT_FOUND', 'The file is not in the library, or lies on a drive that is not there. Nothing was handed over.', { sha256 });
  return { asset: answer.value as AssetView, path: file.path, bytes: file.bytes };
}

/** Names that differ whatever the letters' case: some disks see none. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const extension = extname(name);
    let free = name;
    for (let at = 2; taken.has(free.toLowerCase()); at++) free = `${name.slice(0, name.length - extension.length)} (${at})${extension}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** The page's canvas has red first; the system's bitmaps have blue first. */
function iconOf({ width, height, rgba }: { width: number; height: number; rgba: string }): DragIcon | null {
  const pixels = Buffer.from(rgba, 'base64');
  if (pixels.length !== width * height * 4) throw new AppError('BAD_INPUT', 'The icon is not of the size it says. Nothing was handed over.');
  for (let at = 0; at < pixels.length; at += 4) {
    const red = pixels[at] ?? 0;
    pixels[at] = pixels[at + 2] ?? 0;
    pixels[at + 2] = red;
  }
  return { width, height, bgra: pixels };
}
