import type { DragEvent } from 'react';

/** Makes a tile draggable out of the window, where the host can hand files to other programs. */
export function useDragOut(_id: number): { draggable?: boolean; onDragStart?(event: DragEvent): void } {
  return {};
}
