import type { Problem } from '../../engine/intake/row.ts';

/** The file has bad lines; nothing was enqueued. */
export class BadLines extends Error {
  /** As it was named on the command line. */
  readonly file: string;
  readonly problems: Problem[];

  constructor(file: string, problems: Problem[]) {
    super('bad lines');
    this.file = file;
    this.problems = problems;
  }
}

/** As compilers write it, so that editors can jump there: `prompts.csv:12: …`. */
export function problemLines({ file, problems }: BadLines): string {
  const lines = new Set(problems.map((problem) => problem.line)).size;
  const list = problems.map((problem) => `${file}:${problem.line}: ${problem.message}\n`).join('');
  return `${list}${lines === 1 ? '1 bad line' : `${lines} bad lines`} in ${file}. Nothing was enqueued, nothing was charged.\n`;
}
