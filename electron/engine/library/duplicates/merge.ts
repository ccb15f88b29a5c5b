import { NOTHING_KEPT, type Kept } from '../../../../shared/domain.ts';
import type { KeepChange } from '../keep.ts';

/**
 * What an asset takes over from others that are the same: every tag, the most stars, a pick, a favourite; label, title and notes where it has
 * none of its own. Only notes are put one below the other, for they are nobody's twice.
 */
export function mergedKept(own: Kept, others: readonly Kept[]): KeepChange {
  const all = [own, ...others];
  const stars = Math.max(...all.map(({ rating }) => rating ?? 0));
  const notes = [...new Set(all.flatMap((kept) => kept.notes ?? []))];
  return {
    rating: stars === 0 ? null : (stars as Kept['rating']),
    pick: own.pick ?? (all.some(({ pick }) => pick === 'picked') ? 'picked' : NOTHING_KEPT.pick),
    label: all.find(({ label }) => label !== null)?.label ?? null,
    favourite: all.some(({ favourite }) => favourite),
    title: all.find(({ title }) => title !== null)?.title ?? null,
    notes: notes.length === 0 ? null : notes.join('\n\n'),
    addTags: [...new Set(others.flatMap(({ tags }) => tags))],
  };
}
