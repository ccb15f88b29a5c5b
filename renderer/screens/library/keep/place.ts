/**
 * Where those that move stand after one step: before which of the others (null: at the end). Null when they are there already.
 * @param step -1 back, 1 on
 */
export function placeAfterStep(ids: readonly number[], moving: readonly number[], step: number): { before: number | null } | null {
  const gone = new Set(moving);
  const first = ids.findIndex((id) => gone.has(id));
  if (first < 0) return null;
  const rest = ids.filter((id) => !gone.has(id));
  // Before the first of them stand as many of the rest as its place says.
  const at = first + step;
  if (at < 0 || at > rest.length) return null;
  return { before: rest[at] ?? null };
}
