/**
 * How many of the places 0 to `length` - 1 hold, where all that hold stand before all that do not. Binary search: `holds` is asked of a few.
 * In a sorted list, where a value belongs.
 */
export function leading(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
