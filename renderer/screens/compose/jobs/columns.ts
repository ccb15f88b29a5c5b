import type { Picks } from '../../../../shared/prompt/template.ts';
import type { Plan } from './plan.ts';

/** What a plan's rows show besides number, seed and cost: what the jobs differ in, or their prompts. */
export interface Columns {
  names: readonly string[];
  /** What differs and found no room: a job in full shows it. */
  hidden: number;
}

const MOST = 4;

export function columnsOf({ columns }: Pick<Plan, 'columns'>): Columns {
  return { names: columns.slice(0, MOST), hidden: Math.max(0, columns.length - MOST) };
}

/** A text cut where what was picked stands in it, in the order of the picks: to show them apart from the rest. */
export function pickedParts(text: string, picks: Picks): { text: string; picked: boolean }[] {
  const parts: { text: string; picked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of placesOf(text, Object.values(picks))) {
    if (from > at) parts.push({ text: text.slice(at, from), picked: false });
    parts.push({ text: text.slice(from, to), picked: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), picked: false });
  return parts;
}

/** The first place of each pick that lies in no other's, from the left. */
function placesOf(text: string, picks: readonly string[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (const pick of picks.filter((each) => each.length > 1).toSorted((one, other) => other.length - one.length)) {
    let from = text.indexOf(pick);
    while (from >= 0 && places.some((place) => from < place.to && place.from < from + pick.length)) from = text.indexOf(pick, from + 1);
    if (from >= 0) places.push({ from, to: from + pick.length });
  }
  return places.sort((one, other) => one.from - other.from);
}
