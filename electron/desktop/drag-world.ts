import { app, nativeImage, type WebContents } from 'electron';
import { constants, rmSync } from 'node:fs';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine-types.ts';
import type { DragIcon, DragWorld } from './drag-out.ts';

/** Where copies lie that were dragged out, one folder a drag. */
const folders = new Set<string>();

/** Deletes the copies when the app ends: who took a file has read it by then. */
export function forgetDragged(): void {
  app.once('quit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

/** This machine, for a drag out of this page. `fallback`: the icon where the page gave none. */
export function dragWorld(engine: DragWorld['engine'] & Pick<Engine, 'media'>, page: WebContents, fallback: string): DragWorld {
  return {
    engine,
    async folder() {
      const folder = await mkdtemp(join(app.getPath('temp'), 'companion-drag-'));
      folders.add(folder);
      return folder;
    },
    copy: (from, to) => copyFile(from, to, constants.COPYFILE_FICLONE),
    start: (files, icon) => page.startDrag({ file: files[0] ?? '', files, icon: imageOf(icon, fallback) }),
  };
}

function imageOf(icon: DragIcon | null, fallback: string): Electron.NativeImage {
  return icon ? nativeImage.createFromBitmap(icon.bgra, icon) : nativeImage.createFromPath(fallback).resize({ width: 64 });
}
