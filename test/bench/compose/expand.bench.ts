import { expect, it } from 'vitest';
import { axesOf } from '../../../shared/matrix/enumerate.ts';
import { matrixOf } from '../../../shared/matrix/matrix.ts';
import { inSlices } from '../../../shared/matrix/slices.ts';
import { readTemplate } from '../../../shared/prompt/template.ts';

const words = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${at}`);
const LISTS = new Map([
  ['animal', words('animal', 50)],
  ['light', words('light', 20)],
]);
const TEXT =
  '${l=!__light__}\nPortrait of a __animal__ in ${l}, looking past the camera, {35 mm film|gouache|risograph|ink wash|etching}, {ochre|deep teal|bone|rose} palette, {|quiet|busy|blurred|plain} background';

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The whole of it: reading the template, and every one of 100,000 prompts with its combination. */
function expand(mode: 'product' | 'sample'): number {
  const started = performance.now();
  const template = readTemplate(TEXT, LISTS);
  const matrix = matrixOf(axesOf(template), { mode, sample: 100_000, seed: 1 });
  let length = 0;
  for (let index = 0; index < matrix.count; index++) length += template.prompt(matrix.digits(index), index, 1).length;
  expect([matrix.count, length > 5_000_000]).toEqual([100_000, true]);
  return performance.now() - started;
}

it('expands 100,000 combinations', async () => {
  for (const mode of ['product', 'sample'] as const) {
    const times = Array.from({ length: 7 }, () => expand(mode));
    process.stdout.write(`100,000 jobs, ${mode}: median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms\n`);
    expect(median(times)).toBeLessThan(300);
  }
});

it('expands in slices a screen can bear', async () => {
  const template = readTemplate(TEXT, LISTS);
  const matrix = matrixOf(axesOf(template), { mode: 'product', sample: 1, seed: 1 });
  const slices: number[] = [];
  let since = performance.now();
  const pause = async () => {
    slices.push(performance.now() - since);
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
  await inSlices(matrix.count, (index) => void template.prompt(matrix.digits(index), index, 1), { monotonic: () => performance.now(), pause, budgetMs: 8 });
  process.stdout.write(`in ${slices.length} slices of 8 ms: median ${median(slices).toFixed(1)} ms, longest ${Math.max(...slices).toFixed(1)} ms\n`);
  expect(median(slices)).toBeLessThan(16);
});
