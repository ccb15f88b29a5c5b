import type { DragEvent } from 'react';
import type { CallInput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { LinkedClient } from '../../../client/link.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { toBase64 } from '../../../../shared/base64.ts';
import { useOrderedCollection } from '../query/use-ordered-collection.ts';
import { useSelection } from '../select/use-selection.ts';

/** Files of one drag (contract). */
const MOST_FILES = 500;
/** Edge of the picture that hangs on the pointer, px. */
const ICON_EDGE = 64;

/** Makes a tile draggable out of the window, where the host can hand files to other programs: with all that is selected, when it is one of them. */
export function useDragOut(id: number): { draggable?: boolean; onDragStart?(event: DragEvent): void } {
  const client = useClient();
  const desktop = useEngine((state) => state.status?.host === 'desktop');
  // There a drag is first one to another place; it goes on out of the window (`useGridDrags`).
  const moves = useOrderedCollection() !== null;
  if (!desktop || moves) return {};
  return {
    draggable: true,
    onDragStart(event) {
      // The system's own drag takes over: the page has none of its own.
      event.preventDefault();
      const { selected } = useSelection.getState();
      dragOutOfWindow(client, selected.has(id) ? [...selected] : [id], id).catch((thrown: unknown) => showErrorToast(AppError.from(thrown)));
    },
  };
}

/** Hands files to the program that the mouse is taking them to. */
export async function dragOutOfWindow(client: LinkedClient, ids: number[], first: number): Promise<void> {
  if (ids.length > MOST_FILES)
    throw new AppError(
      'BAD_INPUT',
      `A drag takes ${MOST_FILES} files, and ${ids.length} are selected. Nothing was handed over. Export them to a folder instead.`,
    );
  const [sha256s, [shown]] = await Promise.all([client.call('asset.hashes', { ids }), client.call('asset.hashes', { ids: [first] })]);
  if (sha256s.length === 0) return;
  await client.call('asset.drag', { sha256s, icon: shown === undefined ? null : await iconOf(client.mediaUrl('thumbnail', shown)) });
}

/** The thumbnail as bare pixels: decoded here, in the sandbox, and nowhere else. Null where there is none. */
async function iconOf(url: string): Promise<CallInput<'asset.drag'>['icon']> {
  try {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    const scale = ICON_EDGE / Math.max(bitmap.width, bitmap.height);
    const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const pixels = context?.getImageData(0, 0, width, height).data;
    return pixels ? { width, height, rgba: toBase64(new Uint8Array(pixels.buffer)) } : null;
  } catch {
    return null;
  }
}
