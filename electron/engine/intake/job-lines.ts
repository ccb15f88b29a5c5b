/** On which line each of a file's jobs stands, from 1: the app writes one a line. Where a person laid them out otherwise, the line of the first. */
export function jobLines(text: string, jobs: number): number[] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\s*"jobs"\s*:\s*\[\s*$/.test(line));
  if (head < 0) return Array.from({ length: jobs }, () => 1);
  const oneEach = /^\s*\]/.test(lines[head + jobs + 1] ?? '');
  return Array.from({ length: jobs }, (_, index) => (oneEach ? head + 2 + index : head + 2));
}
