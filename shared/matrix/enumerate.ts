import type { Picks, Template } from '../prompt/template.ts';
import { matrixOf, type Matrix, type MatrixAxis, type MatrixOptions } from './matrix.ts';

/** One prompt of a template. */
export interface Expansion {
  prompt: string;
  picks: Picks;
}

/** A template's axes as a matrix takes them. */
export function axesOf(template: Template): MatrixAxis[] {
  return template.axes.map(({ method, values, reach }) => ({
    method,
    reach,
    values: values > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : Number(values),
  }));
}

/** How many prompts a template makes in a product; exact at any size. */
export function promptCount(template: Template): bigint {
  const all = template.axes.reduce((product, axis) => product * axis.size, 1n);
  if (all !== 1n) return all;
  return template.axes.reduce((most, axis) => (axis.method === 'order' && axis.values > most ? axis.values : most), 1n);
}

/** Every prompt of a template, one at a time. */
export function* expansions(template: Template, options: MatrixOptions): Generator<Expansion> {
  const matrix: Matrix = matrixOf(axesOf(template), options);
  for (let index = 0; index < matrix.count; index++) yield template.pick(matrix.digits(index), index, options.seed);
}
