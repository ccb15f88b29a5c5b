import { capped, type ChoiceSpace, type Space } from './space.ts';

export type ChoiceParts = Pick<ChoiceSpace, 'method' | 'options' | 'weights' | 'least' | 'most' | 'separator' | 'source'>;

/** The work that counting unequal options may take: options times how many are taken. */
const MOST_WORK = 20_000;

/** True when counting it would take too long: many options of different sizes, and many taken at once. */
export function isTooMuch({ options, most }: Pick<ChoiceParts, 'options' | 'most'>): boolean {
  return most > 1 && !isEven(options) && options.length * Math.min(most, options.length) > MOST_WORK;
}

/** A choice of `least` to `most` different options in every order, as the reference takes them. More than there are is all there are. */
export function choice(parts: ChoiceParts): ChoiceSpace {
  const most = Math.min(parts.most, parts.options.length);
  const least = Math.min(parts.least, most);
  const inner = countSelections(parts.options, least, most);
  const size = parts.method === 'all' ? inner : 1n;
  return { kind: 'choice', ...parts, least, most, inner, innerReach: capped(inner), size, reach: capped(size), longest: longest(parts, most) };
}

function countSelections(options: readonly Space[], least: number, most: number): bigint {
  let total = 0n;
  const ways = selections(options, most);
  for (let taken = least; taken <= most; taken++) total += ways[taken]!;
  return total;
}

/** `ways[k]`: how many texts k different options make, in every order. */
export function selections(options: readonly Space[], most: number): bigint[] {
  return isEven(options) ? evenSelections(options.length, options[0]?.size ?? 1n, most) : unevenSelections(options, most);
}

/** All of one size: then the sums are products. */
export function isEven(options: readonly Space[]): boolean {
  return options.every((option) => option.size === options[0]!.size);
}

/** n (n-1) … (n-k+1) times the size of one to the k. */
function evenSelections(options: number, size: bigint, most: number): bigint[] {
  const ways = [1n];
  for (let taken = 1; taken <= most; taken++) ways.push(ways[taken - 1]! * BigInt(options - taken + 1) * size);
  return ways;
}

/** The elementary symmetric sums of the sizes, times k! for the order. */
function unevenSelections(options: readonly Space[], most: number): bigint[] {
  const sums = symmetricSums(
    options.map((option) => option.size),
    most,
  );
  let factorial = 1n;
  return sums.map((sum, taken) => sum * (factorial *= BigInt(Math.max(taken, 1))));
}

/** `sums[k]`: the products of every k of the sizes, added up. */
export function symmetricSums(sizes: readonly bigint[], most: number): bigint[] {
  const sums = [1n, ...Array.from({ length: most }, () => 0n)];
  for (const size of sizes) for (let taken = most; taken >= 1; taken--) sums[taken]! += sums[taken - 1]! * size;
  return sums;
}

function longest({ options, separator }: ChoiceParts, most: number): number {
  const lengths = options.map((option) => option.longest).sort((one, other) => other - one);
  return lengths.slice(0, most).reduce((sum, length) => sum + length, 0) + separator.length * Math.max(0, most - 1);
}
