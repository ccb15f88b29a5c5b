/** What is selected in a list, as a file manager does it. `focus`: where the keyboard is; `anchor`: where a range began. Assets by id. */
export interface Selection {
  selected: ReadonlySet<number>;
  focus: number | null;
  anchor: number | null;
}

export const NOTHING_SELECTED: Selection = { selected: new Set(), focus: null, anchor: null };

/** A click, or a step with an arrow: this and nothing else. */
export function only(id: number): Selection {
  return { selected: new Set([id]), focus: id, anchor: id };
}

/** Ctrl and a click: this one besides, or no longer. */
export function toggled({ selected }: Selection, id: number): Selection {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return { selected: next, focus: id, anchor: id };
}

/** Shift: all from the anchor to here. `besides`: what was selected stays (Ctrl and Shift). */
export function extended(selection: Selection, shown: readonly number[], id: number, besides = false): Selection {
  const anchor = selection.anchor ?? selection.focus ?? id;
  const [from, to] = [shown.indexOf(anchor), shown.indexOf(id)];
  if (from < 0 || to < 0) return only(id);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(besides ? [...selection.selected, ...range] : range), focus: id, anchor };
}

/** What a band lies over, and what was selected before it (null: nothing stays). */
export function banded({ focus, anchor }: Selection, before: ReadonlySet<number> | null, ids: readonly number[]): Selection {
  const selected = new Set([...(before ?? []), ...ids]);
  const there = (id: number | null) => (id !== null && selected.has(id) ? id : null);
  return { selected, focus: there(focus) ?? ids[0] ?? null, anchor: there(anchor) ?? ids[0] ?? null };
}

export function everything({ focus, anchor }: Selection, shown: readonly number[]): Selection {
  return { selected: new Set(shown), focus: focus ?? shown[0] ?? null, anchor };
}

/** Those that are not in the list any more are not selected either. The same object when nothing went. */
export function within(selection: Selection, there: (id: number) => boolean): Selection {
  const gone = [...selection.selected].some((id) => !there(id));
  const lost = selection.focus !== null && !there(selection.focus);
  if (!gone && !lost) return selection;
  return {
    selected: gone ? new Set([...selection.selected].filter(there)) : selection.selected,
    focus: lost ? null : selection.focus,
    anchor: selection.anchor !== null && there(selection.anchor) ? selection.anchor : null,
  };
}
