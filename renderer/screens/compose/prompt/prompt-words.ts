import { promptCount } from '../../../../shared/matrix/enumerate.ts';
import { count, counted } from '../../../look/numbers.ts';
import type { Prompts } from '../jobs/prompts.ts';

/** Beyond it a count is said by its size. */
const MOST_WRITTEN = 1_000_000_000_000_000n;

/** `7 × 3 × 4 × 3 = 252`, `12 prompts`; nothing where there is one. */
export function promptWords({ template, lines }: Prompts, linewise: boolean): string {
  if (linewise) return counted(lines, 'line');
  if (!template) return '';
  const factors = template.axes.filter((axis) => axis.size > 1n).map((axis) => figure(axis.size));
  const total = promptCount(template);
  if (total === 1n) return '';
  return factors.length > 1 ? `${factors.join(' × ')} = ${figure(total)}` : counted(Number(total), 'prompt');
}

function figure(value: bigint): string {
  return value < MOST_WRITTEN ? count(Number(value)) : `10^${`${value}`.length - 1}`;
}
