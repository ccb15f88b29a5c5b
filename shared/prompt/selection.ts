import { isEven, selections, symmetricSums } from './choice.ts';
import type { ChoiceSpace, Space } from './space.ts';

/** One option that was taken, and which of its texts. */
export interface Taken {
  option: Space;
  index: number;
}

/** The selection that has this number among all of a choice's, `index < innerReach`. One option: the usual case, without big numbers. */
export function selectionAt(choice: ChoiceSpace, index: number): Taken[] {
  return choice.least === 1 && choice.most === 1 ? [single(choice.options, index)] : several(choice, BigInt(index));
}

function single(options: readonly Space[], index: number): Taken {
  if (options.length === 0) throw new RangeError('a choice of nothing');
  if (isPlain(options)) return { option: options[index]!, index: 0 };
  for (const option of options) {
    if (index < option.reach) return { option, index };
    index -= option.reach;
  }
  throw new RangeError('beyond the last option');
}

const plain = new WeakMap<readonly Space[], boolean>();

/** Every option is one text. Remembered: a list of thousands is looked at for every job. */
function isPlain(options: readonly Space[]): boolean {
  const known = plain.get(options);
  if (known !== undefined) return known;
  const found = options.every((option) => option.reach === 1);
  plain.set(options, found);
  return found;
}

function several(choice: ChoiceSpace, index: bigint): Taken[] {
  const ways = waysOf(choice);
  let taken = choice.least;
  while (index >= ways[taken]!) index -= ways[taken++]!;
  return inOrder([...choice.options], taken, index);
}

const known = new WeakMap<ChoiceSpace, readonly bigint[]>();

function waysOf(choice: ChoiceSpace): readonly bigint[] {
  const ways = known.get(choice) ?? selections(choice.options, choice.most);
  known.set(choice, ways);
  return ways;
}

/** The first option tells the largest part of the number, then the first of the rest, and so on. */
function inOrder(rest: Space[], count: number, index: bigint): Taken[] {
  const found: Taken[] = [];
  for (let left = count; left > 0; left--) {
    const { at, offset, block } = first(rest, left, index);
    const [option] = rest.splice(at, 1) as [Space];
    found.push({ option, index: Number(offset / block) });
    index = offset % block;
  }
  return found;
}

/** Which option comes first; `block`: how many selections the others make after each of its texts. */
function first(options: readonly Space[], count: number, index: bigint): { at: number; offset: bigint; block: bigint } {
  const size = options[0]!.size;
  if (!isEven(options)) return firstOfUneven(options, count, index);
  const block = selections(options.slice(1), count - 1)[count - 1]!;
  return { at: Number(index / (block * size)), offset: index % (block * size), block };
}

function firstOfUneven(options: readonly Space[], count: number, index: bigint): { at: number; offset: bigint; block: bigint } {
  const all = symmetricSums(
    options.map((option) => option.size),
    count - 1,
  );
  const orders = factorial(count - 1);
  for (const [at, option] of options.entries()) {
    const block = without(all, option.size, count - 1) * orders;
    if (index < block * option.size) return { at, offset: index, block };
    index -= block * option.size;
  }
  throw new RangeError('beyond the last selection');
}

/** The symmetric sum of degree `count` over the sizes but one. */
function without(sums: readonly bigint[], size: bigint, count: number): bigint {
  let sum = 1n;
  for (let degree = 1; degree <= count; degree++) sum = sums[degree]! - size * sum;
  return sum;
}

function factorial(value: number): bigint {
  let product = 1n;
  for (let factor = 2n; factor <= BigInt(value); factor++) product *= factor;
  return product;
}
