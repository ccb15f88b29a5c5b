import { Program } from './program.ts';

/** The stand-in API in a process of the test's own. */
export class Sandbox {
  readonly baseUrl: string;
  /** As `ABSTRAKT_API_KEYS` takes them, and as one pastes them. */
  readonly keys: readonly string[];
  readonly secrets: readonly string[];
  readonly #program: Program;

  private constructor(program: Program, { baseUrl, keys }: ReadyLine) {
    this.#program = program;
    this.baseUrl = baseUrl;
    this.keys = keys.map(({ label, secret }) => `${label}=${secret}`);
    this.secrets = keys.map(({ secret }) => secret);
  }

  /** Options as `npm run sandbox -- --help` lists them. */
  static async start(...args: string[]): Promise<Sandbox> {
    const program = new Program('sandbox', ['--port', '0', ...args]);
    const [line] = await program.wrote(/^\{.*\}$/m);
    return new Sandbox(program, JSON.parse(line) as ReadyLine);
  }

  /** Replaces its faults. */
  async faults(faults: readonly Record<string, unknown>[]): Promise<void> {
    const answer = await fetch(new URL('/sandbox/faults', this.baseUrl), { method: 'POST', body: JSON.stringify(faults) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** How many runs it accepted for this prompt. */
  async accepted(prompt: string): Promise<number> {
    const address = new URL(`/sandbox/accepted?input=${encodeURIComponent(prompt)}`, this.baseUrl);
    return ((await (await fetch(address)).json()) as { total: number }).total;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}

interface ReadyLine {
  baseUrl: string;
  keys: { label: string; secret: string }[];
}
