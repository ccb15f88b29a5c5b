/** One thing to be timed: a round does so many steps; what must be there first is made outside the time. */
export interface Course {
  name: string;
  steps: number;
  prepare?(): unknown;
  round(): unknown;
}

/** Steps a second, of each round. */
export type Figures = ReadonlyMap<string, readonly number[]>;

/**
 * Runs courses in turn (A B C A B C …), so that what else the machine does falls on all of them alike. The first round of each warms up and
 * is not counted.
 */
export async function interleave(courses: readonly Course[], rounds: number): Promise<Figures> {
  const figures = new Map<string, number[]>(courses.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const course of courses) {
      await course.prepare?.();
      const began = performance.now();
      await course.round();
      const seconds = (performance.now() - began) / 1_000;
      if (round > 0) figures.get(course.name)?.push(course.steps / seconds);
    }
  }
  return figures;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Median of one course over the median of another. */
export function ratio(figures: Figures, one: string, other: string): number {
  return median(figures.get(one) ?? []) / median(figures.get(other) ?? []);
}
