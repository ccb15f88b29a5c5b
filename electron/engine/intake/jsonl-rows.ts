import { addRow, isObject, toRow, type Row, type RowOptions, type Rows } from './row.ts';

const FIELDS = ['model', 'input', 'priority', 'batch'];

/** One JSON object a line: `{"model":…,"input":{…},"priority":…,"batch":…}`. Blank lines are passed over. */
export function readJsonlRows(text: string, options: RowOptions): Rows {
  const result: Rows = { rows: [], problems: [] };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== '') addRow(result, index + 1, readLine(index + 1, line, options));
  }
  return result;
}

function readLine(line: number, text: string, options: RowOptions): Row | string[] {
  const value = parseJson(text);
  if (value === undefined) return ['Not JSON. Each line is one whole object in braces.'];
  if (!isObject(value)) return ['Not an object. Each line is {"model": …, "input": {…}}, without a list around the lines.'];
  const unknown = Object.keys(value).filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0) return [unknownFields(unknown)];
  return toRow(line, { model: value['model'], input: value['input'], priority: value['priority'], batch: value['batch'] }, options);
}

/** undefined when the text is not JSON; JSON itself has no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unknownFields(names: string[]): string {
  const list = names.map((name) => `"${name}"`).join(', ');
  return `${list}: not known here. The model's own fields go inside "input".`;
}
