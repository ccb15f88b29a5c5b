import type { SpendRow } from '../../../../shared/contract.ts';

/** The report as CSV (RFC 4180): one line for each row, the three columns apart. */
export function spendCsv(rows: readonly SpendRow[]): string {
  const lines = [['by', 'id', 'name', 'jobs', 'credits reported', 'credits estimated', 'jobs of unknown cost']];
  for (const row of rows) lines.push([row.by, row.id, row.name, row.jobs, row.reported, row.estimated, row.unknownJobs].map(cell));
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Names are people's: one that begins like a formula must not become one in a spreadsheet. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
