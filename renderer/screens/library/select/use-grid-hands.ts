import { useCallback, useEffect, type KeyboardEvent } from 'react';
import { useClient } from '../../../state/engine.tsx';
import { openComparison } from '../compare/comparison.ts';
import { dayOf } from '../grid/day-words.ts';
import { keyOf } from '../stack/fold.ts';
import type { AssetGridProps, Held } from '../grid/asset-grid.tsx';
import type { Assets } from '../query/use-assets.ts';
import { choose } from '../query/address.ts';
import type { Chosen } from '../query/use-chosen.ts';
import { toggleStack } from '../query/view.ts';
import { findSimilar, hasLikeness } from '../query/find-similar.ts';
import { keepAssets, trashAssets } from './cull.ts';
import { undoLast } from './undo-steps.ts';
import { keepOfKey } from './keep-keys.ts';
import { everything, extended, only, toggled, within } from './selection.ts';
import { select, useSelection } from './use-selection.ts';
import { useAssetRows } from '../../../state/use-library.ts';

/** What mouse and keyboard do in the grid. */
export function useGridHands(assets: Assets, { asset }: Chosen): Pick<AssetGridProps, 'onChoose' | 'onOpen' | 'onKey'> {
  const client = useClient();
  const details = useAssetRows();
  const { items, shown, entries } = assets;
  useStillThere(assets);

  const onChoose = useCallback(
    (index: number, held: Held) => {
      const id = shown[index];
      if (id === undefined) return;
      select((selection) => (held.extend ? extended(selection, shown, id, held.toggle) : held.toggle ? toggled(selection, id) : only(id)));
    },
    [shown],
  );
  const onOpen = useCallback(
    (index: number) => {
      const id = shown[index];
      if (id === undefined) return;
      select(() => only(id));
      details.one(id).then(
        (found) => choose(found, found !== null),
        () => null,
      );
    },
    [shown, details],
  );

  function onKey(event: KeyboardEvent): boolean {
    const { selected, focus } = useSelection.getState();
    const ids = entries.filter((entry) => selected.has(entry.id)).map((entry) => entry.id);
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) return withControl(event, ids);
    const change = keepOfKey(event.key);
    if (change) return ids.length > 0 && did(() => void keepAssets(client, ids, change));
    const at = focus === null ? -1 : shown.indexOf(focus);
    switch (event.key) {
      case ' ':
        return focus !== null && did(() => select((selection) => toggled(selection, focus)));
      case 'Enter':
        return at >= 0 && did(() => onOpen(at));
      case 'Delete':
        return ids.length > 0 && did(() => void trashAssets(client, ids));
      case 'Escape':
        return selected.size > 1 && focus !== null && did(() => select(() => only(focus)));
      case 'l':
        return asset !== null && ids.length < 2 && hasLikeness(asset) && did(() => findSimilar(asset));
      case 's':
        return did(() => foldOf(items[at]?.stack?.key, at));
      case 'c':
        return did(() => openComparison(ids.length > 1 ? ids : stackOf(items[at]?.stack?.key)));
      default:
        return false;
    }
  }

  function withControl(event: KeyboardEvent, ids: readonly number[]): boolean {
    switch (event.key.toLowerCase()) {
      case 'a':
        return did(() => select((selection) => everything(selection, shown)));
      case 'z':
        return !event.shiftKey && did(() => void undoLast(client));
      case 'c':
        return ids.length === 1 && asset?.prompt ? did(() => void navigator.clipboard.writeText(asset.prompt ?? '')) : false;
      case ' ':
        return did(() => select(({ focus, ...rest }) => (focus === null ? { focus, ...rest } : toggled({ focus, ...rest }, focus))));
      default:
        return false;
    }
  }

  function stackOf(key: string | undefined): number[] {
    return key === undefined ? [] : entries.filter((entry) => keyOf(entry, dayOf) === key).map((entry) => entry.id);
  }

  /** Folding a stack takes the keyboard to its cover, which is what stays. */
  function foldOf(key: string | undefined, at: number): void {
    if (key === undefined) return;
    const cover = items.find((item) => item.stack?.key === key && item.stack.cover);
    if (items[at]?.stack?.open && cover) select(() => only(cover.entry.id));
    toggleStack(key);
  }

  return { onChoose, onOpen, onKey };
}

function did(run: () => void): true {
  run();
  return true;
}

/** What left the list is not selected any more, and what lies under another in its stack gives way to that. */
function useStillThere({ entries, items, shown, total }: Assets): void {
  useEffect(() => {
    const { focus } = useSelection.getState();
    if (focus === null || shown.includes(focus)) return;
    // Another of its stack became the cover, or the stack was folded.
    const entry = entries.find(({ id }) => id === focus);
    const key = entry && keyOf(entry, dayOf);
    const cover = key ? items.find((item) => item.stack?.key === key) : undefined;
    if (cover) select(() => only(cover.entry.id));
  }, [entries, items, shown]);
  useEffect(() => {
    // While the rest of the list is read, what is not there yet is not gone.
    if (total === null || entries.length < total) return;
    const there = new Set(entries.map((entry) => entry.id));
    select((selection) => within(selection, (id) => there.has(id)));
  }, [entries, total]);
}
