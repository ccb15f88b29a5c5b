import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

/** A place in a grid of rows, both from 0. */
export interface CellPlace {
  row: number;
  column: number;
}

/** Rows that Page Up and Page Down go at once. */
const PAGE = 3;

/** Where a key leads from a cell, or from the grid itself (`null`: its first cell in sight is meant); null: the key is none of these. Pure. */
export function nextCell(key: string, from: CellPlace | null, rows: number, columns: number, firstInSight: number): CellPlace | null {
  const { row, column } = from ?? { row: firstInSight, column: 0 };
  const to = STEPS[key]?.(row, column, rows, columns);
  if (!to || rows === 0) return null;
  if (from === null && key !== 'Home' && key !== 'End') return { row, column };
  return { row: within(to[0], rows), column: within(to[1], columns) };
}

type Step = (row: number, column: number, rows: number, columns: number) => readonly [number, number];

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: (row, column) => [row + 1, column],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowLeft: (row, column) => [row, column - 1],
  PageDown: (row, column) => [row + PAGE, column],
  PageUp: (row, column) => [row - PAGE, column],
  Home: () => [0, 0],
  End: (_row, _column, rows, columns) => [rows - 1, columns - 1],
};

function within(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}

export interface CellKeysOptions {
  grid: RefObject<HTMLElement | null>;
  rows: number;
  columns: number;
  firstInSight: number;
  scrollTo(row: number): void;
}

/** Moves the focus between cells (elements with `data-cell="row,column"`), also to rows that are drawn only when they come into sight. */
export function useCellKeys({ grid, rows, columns, firstInSight, scrollTo }: CellKeysOptions): (event: KeyboardEvent) => void {
  const wanted = useRef<CellPlace | null>(null);
  // After every drawing: the row may only now be there.
  useEffect(() => {
    if (wanted.current && focusCell(grid.current, wanted.current)) wanted.current = null;
  });
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextCell(event.key, placeOf(document.activeElement), rows, columns, firstInSight);
    if (!next) return;
    event.preventDefault();
    scrollTo(next.row);
    if (!focusCell(grid.current, next)) wanted.current = next;
  };
}

function focusCell(grid: HTMLElement | null, { row, column }: CellPlace): boolean {
  const cell = grid?.querySelector<HTMLElement>(`[data-cell="${row},${column}"]`);
  cell?.focus({ preventScroll: true });
  return cell !== null && cell !== undefined;
}

function placeOf(element: Element | null): CellPlace | null {
  const [row, column] = (element?.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? '').split(',').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}
