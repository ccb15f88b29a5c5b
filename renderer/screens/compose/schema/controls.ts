import type { NumberField, Range } from './field.ts';

/** How a number is best set: few steps with buttons, a bounded run with a slider, else typed. */
export function numberControl(field: Pick<NumberField, 'kind' | 'range' | 'step'>): 'stepper' | 'slider' | 'plain' {
  const steps = stepsIn(field.range, stepOf(field));
  if (steps === null || steps > 1000) return field.kind === 'integer' && steps === null ? 'stepper' : 'plain';
  return field.kind === 'integer' && steps < 10 ? 'stepper' : 'slider';
}

/** By how much a control moves: the schema's `multipleOf`, one for integers, else a round hundredth of the range. */
export function stepOf(field: Pick<NumberField, 'kind' | 'range' | 'step'>): number {
  if (field.step !== null) return field.step;
  if (field.kind === 'integer') return 1;
  const { min, max } = field.range;
  if (min === null || max === null || max <= min) return 0.1;
  return Math.max(10 ** Math.floor(Math.log10((max - min) / 50)), 1e-6);
}

function stepsIn({ min, max }: Range, step: number): number | null {
  return min === null || max === null ? null : Math.max(0, (max - min) / step);
}

/** Width over height of a named size, for its outline; null where the name does not tell. */
export function presetRatio(name: string): number | null {
  if (name.startsWith('square')) return 1;
  const match = /(\d+)\s*[x×:_]\s*(\d+)$/.exec(name);
  const [wide, high] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (!wide || !high) return null;
  return name.startsWith('portrait') ? Math.min(wide, high) / Math.max(wide, high) : wide / high;
}

/** `landscape_16_9` as people say it: "16:9". Names that say no ratio keep their words. */
export function presetLabel(name: string): string {
  const match = /^(?:portrait|landscape)_(\d+)_(\d+)$/.exec(name);
  if (!match) return name.replaceAll('_', ' ').replace(/\bhd\b/, 'HD');
  const [wide, high] = [Number(match[1]), Number(match[2])];
  const tall = name.startsWith('portrait');
  return tall ? `${Math.min(wide, high)}:${Math.max(wide, high)}` : `${Math.max(wide, high)}:${Math.min(wide, high)}`;
}
