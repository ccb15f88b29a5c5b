export interface Column<T> {
  head: string;
  cell(row: T): string;
  /** Numbers stand to the right. */
  right?: boolean;
}

/** Rows as aligned text, two spaces between columns, the last column as long as it is. */
export function table<T>(columns: Column<T>[], rows: T[]): string {
  const lines = [columns.map((column) => column.head), ...rows.map((row) => columns.map((column) => column.cell(row)))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => [...(line[index] ?? '')].length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.right ?? false))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - [...text].length));
  return right ? space + text : text + space;
}
