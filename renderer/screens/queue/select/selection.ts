/** Which jobs are selected: ids in no order, and where a range begins. */
export interface Selection {
  ids: ReadonlySet<number>;
  anchor: number | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** One more, or one less; the next range begins here. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** From the anchor to `id` in the order of the list, as in a file manager: what was selected before stays. Without an anchor: `id` alone. */
export function extended(selection: Selection, id: number, order: readonly number[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...selection.ids, id]), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

export function all(order: readonly number[]): Selection {
  return { ids: new Set(order), anchor: order[0] ?? null };
}
