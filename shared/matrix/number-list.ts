/** Several numbers as people write them: `1, 5, 9`, `1..10`, `0..1 step 0.25`, and both together. */
export type NumberList = { ok: true; values: number[] } | { ok: false; message: string };

const NUMBER = String.raw`[-−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const RANGE = new RegExp(String.raw`^(${NUMBER})\s*(?:\.\.+|…|–|to)\s*(${NUMBER})(?:\s*(?:step|by|/)\s*(${NUMBER}))?$`, 'i');
const ONE = new RegExp(`^${NUMBER}$`, 'i');
const MOST = 100_000;

/** Reads such a list. A range counts down where its end is the smaller one; its step is 1 where none is written. */
export function readNumberList(text: string): NumberList {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return { ok: false, message: 'Write values such as 1, 5, 9 or a range such as 1..10.' };
  const values: number[] = [];
  for (const part of parts) {
    const read = readPart(part);
    if (typeof read === 'string') return { ok: false, message: read };
    if (values.length + read.length > MOST) return { ok: false, message: `More than ${MOST.toLocaleString()} values.` };
    for (const value of read) values.push(value);
  }
  return { ok: true, values };
}

function readPart(part: string): number[] | string {
  if (ONE.test(part)) return [number(part)];
  const [, from, to, step] = RANGE.exec(part) ?? [];
  if (from === undefined || to === undefined) return `“${part.slice(0, 40)}” is no number and no range such as 1..10 or 0..1 step 0.25.`;
  return range(number(from), number(to), step === undefined ? 1 : Math.abs(number(step)));
}

function range(from: number, to: number, step: number): number[] | string {
  if (step === 0) return 'A range cannot go in steps of 0.';
  const count = Math.floor(Math.abs(to - from) / step + 1e-9) + 1;
  if (count > MOST) return `A range of more than ${MOST.toLocaleString()} values.`;
  const direction = to < from ? -1 : 1;
  return Array.from({ length: count }, (_, at) => rounded(from + direction * at * step, from, step));
}

/** 0.1 + 0.2 is 0.3 to the one who writes it: no more decimals than start and step have. */
function rounded(value: number, ...written: readonly number[]): number {
  const decimals = Math.max(...written.map((each) => `${each}`.split('.')[1]?.length ?? 0));
  return decimals === 0 || !Number.isFinite(decimals) ? value : Number(value.toFixed(Math.min(decimals, 15)));
}

function number(text: string): number {
  return Number(text.replace('−', '-'));
}
