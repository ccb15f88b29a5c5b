/** Numbers as runs from … to: the ids of a batch's 100,000 jobs are one pair. */
export type Ranges = readonly (readonly [number, number])[];

/** Of whole numbers in any order; one that occurs twice is kept once. */
export function toRanges(numbers: readonly number[]): Ranges {
  const ranges: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export function fromRanges(ranges: Ranges): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
}
