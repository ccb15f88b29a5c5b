import { z } from 'zod';

/** The one line the sandbox prints when it listens. */
const readyLine = z.object({ baseUrl: z.url(), keys: z.array(z.object({ label: z.string(), plan: z.string(), secret: z.string() })) });
export type ReadyLine = z.infer<typeof readyLine>;

/** Collects output until a line is the ready line; other lines are passed over. Output after it is let go. */
export function readReadyLine(source: { onOutput(listener: (text: string) => void): void }, found: (line: ReadyLine) => void): void {
  let pending: string | null = '';
  source.onOutput((text) => {
    if (pending === null) return;
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    const line = lines.map(parse).find((parsed) => parsed !== null);
    if (!line) return;
    pending = null;
    found(line);
  });
}

function parse(text: string): ReadyLine | null {
  try {
    return readyLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
