import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState, type RefObject } from 'react';
import type { Move } from './use-move.ts';

export interface DragState {
  /** The row itself is carried. */
  carried: boolean;
  /** Something is held over this row: it would come before it, or after it. */
  edge: 'before' | 'after' | null;
}

const REST: DragState = { carried: false, edge: null };

export interface DragOptions {
  row: RefObject<HTMLElement | null>;
  handle: RefObject<HTMLElement | null>;
  id: number;
  /** Place among those that can be moved; null: this row cannot be. */
  place: number | null;
  move: Move;
}

/** A row that can be carried by its handle to another place. */
export function useDrag({ row, handle, id, place, move }: DragOptions): DragState {
  const [state, setState] = useState(REST);
  useEffect(() => {
    if (place === null || !row.current || !handle.current) return;
    const edgeOf = (clientY: number) => {
      const box = row.current?.getBoundingClientRect();
      return box && clientY > box.top + box.height / 2 ? ('after' as const) : ('before' as const);
    };
    return combine(
      draggable({
        element: row.current,
        dragHandle: handle.current,
        getInitialData: () => ({ batch: id, place }),
        onDragStart: () => setState({ carried: true, edge: null }),
        onDrop: () => setState(REST),
      }),
      dropTargetForElements({
        element: row.current,
        canDrop: ({ source }) => typeof source.data['batch'] === 'number' && source.data['batch'] !== id,
        onDrag: ({ location }) => setState({ carried: false, edge: edgeOf(location.current.input.clientY) }),
        onDragLeave: () => setState(REST),
        onDrop({ source, location }) {
          setState(REST);
          const from = source.data['place'] as number;
          const target = place + (edgeOf(location.current.input.clientY) === 'after' ? 1 : 0);
          // Its own place is taken out first: what lay below moves up by one.
          move.to(source.data['batch'] as number, from < target ? target - 1 : target);
        },
      }),
    );
  }, [row, handle, id, place, move]);
  return state;
}
