import { useMemo } from 'react';
import type { EngineClient } from '../../../../shared/contract.ts';
import type { BatchView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { showToast } from '../../../components/toasts.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useEngineAccess } from '../../../state/engine.tsx';
import type { AppStore } from '../../../state/store.ts';
import { inOrder, isOver, movedTo, type PriorityChange } from './order.ts';

export interface Move {
  /** To a place among the batches that are not over; with Undo. */
  to(id: number, place: number): void;
  /** One up (-1) or down (1). */
  by(id: number, step: -1 | 1): void;
}

/** Moves batches in the order in which they are sent. */
export function useMove(): Move {
  const { client, store } = useEngineAccess();
  return useMemo(() => createMove(client, store), [client, store]);
}

function createMove(client: Pick<EngineClient, 'call'>, store: AppStore): Move {
  function open(): BatchView[] {
    const { batches, status } = store.getState();
    const own = Object.values(batches).filter((batch) => batch.endpoint === status?.endpoint);
    return inOrder(own.reverse()).filter((batch) => !isOver(batch));
  }

  async function apply(changes: readonly PriorityChange[]): Promise<void> {
    for (const change of changes) await client.call('batch.setPriority', change);
  }

  function to(id: number, place: number): void {
    const order = open();
    const before = new Map(order.map((batch) => [batch.id, batch.priority]));
    const changes = movedTo(order, id, place);
    if (changes.length === 0) return;
    const back = changes.map((change) => ({ id: change.id, priority: before.get(change.id) ?? 0 }));
    const name = order.find((batch) => batch.id === id)?.name ?? 'The batch';
    const fail = (thrown: unknown) => showErrorToast(AppError.from(thrown));
    apply(changes).then(
      () => showToast({ glyph: 'queued', title: `${name} goes out ${placeWords(place)}`, action: { label: 'Undo', run: () => void apply(back).catch(fail) } }),
      fail,
    );
  }

  return {
    to,
    by(id, step) {
      const at = open().findIndex((batch) => batch.id === id);
      const place = at + step;
      if (at >= 0 && place >= 0 && place < open().length) to(id, place);
    },
  };
}

function placeWords(place: number): string {
  return place === 0 ? 'first' : `after ${place === 1 ? 'one other' : `${place} others`}`;
}
