import { ArrowRightToLine, Table2, ZoomIn } from 'lucide-react';
import type { PaletteCommand } from '../../../app/commands.tsx';
import { setFollow, setSpan } from './board-view.ts';
import { nearestSpan, SPANS, type SpanName } from './time-scale.ts';

export interface BoardFacts {
  table: boolean;
  onTable(table: boolean): void;
  span: number;
  follow: boolean;
}

/** What the palette offers of the flight board. */
export function boardCommands({ table, onTable, span, follow }: BoardFacts): PaletteCommand[] {
  const others = (Object.keys(SPANS) as SpanName[]).filter((name) => name !== nearestSpan(span));
  return [
    { verb: 'Show', object: table ? 'the flight board as a board' : 'the flight board as a table', icon: Table2, run: () => onTable(!table) },
    ...(follow ? [] : [{ verb: 'Follow', object: 'now on the flight board', icon: ArrowRightToLine, run: () => setFollow(true, null) }]),
    ...others.map((name) => ({ verb: 'Zoom', object: `the flight board to ${name}`, icon: ZoomIn, run: () => setSpan(SPANS[name]) })),
  ];
}
