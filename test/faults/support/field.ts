import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fault } from '../../../electron/sandbox/sandbox.ts';
import { start, startSandbox, type Running, type RunningSandbox, type StartOptions } from '../../integration/cli-programs.ts';
import { readCutOff, readWorkspace, type WorkspaceRecord } from '../checks/record.ts';
import { askServed, together, type Served } from '../checks/served.ts';
import { violations, type Expected } from '../checks/violations.ts';
import { Calendar } from './calendar.ts';

/** As `scripts/ready.mjs` builds them. */
const PROGRAMS = join(import.meta.dirname, '..', '..', '..', 'dist');

export interface FieldOptions {
  /** As `npm run sandbox -- --help` lists them, without `--port`. */
  sandbox: readonly string[];
  /** The workspace's name inside the field's folder, or an absolute path. */
  workspace?: string;
  /** User that the companion's programs run as, where the tests are root. */
  uid?: number;
}

/** A folder with prompts and a workspace, a sandbox beside it, and the programs set to use both. */
export class Field {
  readonly folder = mkdtempSync(join(tmpdir(), 'companion-faults-'));
  readonly prompts: string[] = [];
  /** What all programs of this field take the time to be. */
  readonly calendar = new Calendar(this.folder);
  workspace: string;
  readonly #uid: number | undefined;
  readonly #sandboxArgs: readonly string[];
  #sandbox!: RunningSandbox;
  /** What sandboxes did that are gone. */
  readonly #past: Served[] = [];

  private constructor({ sandbox, workspace = 'w', uid }: FieldOptions) {
    this.workspace = resolve(this.folder, workspace);
    this.#sandboxArgs = sandbox;
    this.#uid = uid;
    if (uid !== undefined) chownSync(this.folder, uid, uid);
  }

  static async make(options: FieldOptions): Promise<Field> {
    const field = new Field(options);
    onTestFinished(() => rmSync(field.folder, { recursive: true, force: true }));
    field.#sandbox = await field.#startSandbox([]);
    return field;
  }

  /** Goes on from a copy of another field's workspace, whose sandbox is counted in. */
  static async from(former: Field, options: FieldOptions): Promise<Field> {
    const field = await Field.make(options);
    cpSync(former.workspace, field.workspace, { recursive: true });
    field.#past.push(await former.served());
    field.prompts.push(...former.prompts);
    return field;
  }

  /** Writes `count` jobs whose prompts begin with `stem` into a file; its name. */
  promptFile(count: number, model: string, stem: string): string {
    const prompts = Array.from({ length: count }, (_, index) => `${stem} ${index + 1}`);
    this.prompts.push(...prompts);
    const file = join(this.folder, `${stem}.jsonl`);
    writeFileSync(file, prompts.map((prompt) => `${JSON.stringify({ model, input: { prompt } })}\n`).join(''));
    return file;
  }

  cli(args: readonly string[], options: Partial<StartOptions> = {}): Running {
    return start(PROGRAMS, 'cli', [...args, '--workspace', this.workspace], { ...this.#startOptions(), ...options });
  }

  /** The browser host; `wrote(ADDRESS)` when it can be used. */
  serve(): Running {
    return start(PROGRAMS, 'serve', ['--workspace', this.workspace, '--port', '0', '--no-open'], this.#startOptions());
  }

  async faults(faults: readonly Fault[]): Promise<void> {
    await this.#control('faults', faults);
  }

  async served(): Promise<Served> {
    return together([...this.#past, await askServed(this.#sandbox.baseUrl)]);
  }

  /** Runs that the sandbox that is there now let in so far: cheap, to be asked often. */
  async runsLetIn(): Promise<number> {
    const state = (await (await fetch(new URL('/sandbox/state', this.#sandbox.baseUrl))).json()) as { requests: { admitted: { run: number } }[] };
    return state.requests.reduce((sum, { admitted }) => sum + admitted.run, 0);
  }

  /** The server dies and is started again at its address, knowing nothing; what it did until then stays in the count. */
  async restartSandbox(): Promise<void> {
    await this.faults([
      { kind: 'refuse', endpoint: 'run', rate: 1 },
      { kind: 'refuse', endpoint: 'output', rate: 1 },
    ]);
    await this.stopSandbox();
    await this.startSandboxAgain();
  }

  /** The server dies: until it is started again nobody listens at its address, and the system refuses every connection. */
  async stopSandbox(): Promise<void> {
    this.#past.push(await askServed(this.#sandbox.baseUrl));
    this.#sandbox.running.child.kill('SIGKILL');
    await this.#sandbox.running.ended;
  }

  /** At its address, knowing nothing; what it did until then stays in the count. */
  async startSandboxAgain(): Promise<void> {
    this.#sandbox = await this.#startSandbox(['--port', new URL(this.#sandbox.baseUrl).port]);
  }

  /** The machine of `program` slept, or was set by hand: its clock is so many hours on. */
  setClock(program: Running, hours: number): void {
    this.calendar.set('companion', hours, program.child);
  }

  /** As `setClock`, for the programs that are started from now on. */
  setClockLater(hours: number): void {
    this.calendar.set('companion', hours);
  }

  /** So many hours went by for the server. */
  setServerClock(hours: number): void {
    this.calendar.set('server', hours, this.#sandbox.running.child);
  }

  #startSandbox(args: readonly string[]): Promise<RunningSandbox> {
    return startSandbox(PROGRAMS, this.folder, [...this.#sandboxArgs, ...args], this.calendar.environment('server'));
  }

  record(): WorkspaceRecord {
    return readWorkspace(this.workspace);
  }

  /** Whether a request could not leave lately, while an engine has the workspace open. */
  isCutOff(): boolean {
    return readCutOff(this.workspace);
  }

  /** Holds the workspace, which nobody may have open, against every rule. */
  async violations(resubmitted: Expected['resubmitted']): Promise<string[]> {
    return violations({ record: this.record(), served: await this.served(), expected: { prompts: this.prompts, resubmitted } });
  }

  async remove(): Promise<void> {
    this.#sandbox.running.child.kill('SIGTERM');
    await this.#sandbox.running.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What tells a program where the API is, its keys, and what time it is. */
  get environment(): Record<string, string> {
    return { ...this.calendar.environment('companion'), ABSTRAKT_API_KEYS: this.#sandbox.keys, ABSTRAKT_BASE_URL: this.#sandbox.baseUrl };
  }

  #startOptions(): StartOptions {
    return { cwd: this.folder, env: this.environment, ...(this.#uid === undefined ? {} : { uid: this.#uid }) };
  }

  async #control(what: 'faults', body: unknown): Promise<void> {
    const answer = await fetch(new URL(`/sandbox/${what}`, this.#sandbox.baseUrl), { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  }
}
