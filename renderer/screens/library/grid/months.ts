import { monthWords } from './day-words.ts';
import type { GridRow } from './sections.ts';

/** Where a month begins on the scrubber. */
export interface MonthMark {
  /** Some moment of it, ms. */
  time: number;
  /** Distance of its first row from the grid's start, px. */
  top: number;
  /** `Nov`, `’25`; null where there is no room beside the one above. */
  label: string | null;
}

/** Months of a list in the order they come, by the headings of their days. `height` of the scrubber and `least` between two labels in px. */
export function monthsOf(rows: readonly GridRow[], total: number, height: number, least: number): MonthMark[] {
  const marks: MonthMark[] = [];
  let top = 0;
  let labelled = -Infinity;
  for (const row of rows) {
    const above = marks.at(-1);
    if (row.kind === 'heading' && (!above || !sameMonth(above.time, row.day))) {
      const at = total > 0 ? (top / total) * height : 0;
      const room = at - labelled >= least && at <= height - least / 2;
      if (room) labelled = at;
      marks.push({ time: row.day, top, label: room ? monthWords(row.day, above?.time ?? null) : null });
    }
    top += row.room;
  }
  return marks;
}

/** The month that lies at this distance from the grid's start. */
export function monthAt(marks: readonly MonthMark[], scrollTop: number): MonthMark | null {
  return marks.findLast((mark) => mark.top <= scrollTop) ?? marks[0] ?? null;
}

function sameMonth(one: number, other: number): boolean {
  const [a, b] = [new Date(one), new Date(other)];
  return a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
}
