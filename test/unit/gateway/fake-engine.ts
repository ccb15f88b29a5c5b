import type { CallResult, EngineEvent, MediaKind } from '../../../shared/contract.ts';
import type { Engine, MediaFile } from '../../../electron/engine/engine-types.ts';

/** An engine that answers from a table and announces what it is told to. */
export class FakeEngine implements Engine {
  readonly calls: { name: string; input: unknown }[] = [];
  readonly answers = new Map<string, unknown>();
  readonly files = new Map<string, MediaFile>();
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #sequence = 0;

  call = async (name: string, input: unknown): Promise<CallResult> => {
    this.calls.push({ name, input });
    if (!this.answers.has(name)) return { ok: false, error: { code: 'NOT_FOUND', message: `No call is named ${name}.` } };
    return { ok: true, value: this.answers.get(name) as never };
  };

  subscribe = (listener: (event: EngineEvent) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get listening(): number {
    return this.#listeners.size;
  }

  announce(payload: number[]): void {
    this.#sequence += 1;
    for (const listener of this.#listeners) listener({ sequence: this.#sequence, name: 'batch.removed', payload });
  }

  media = async (kind: MediaKind, sha256: string): Promise<MediaFile | null> => this.files.get(`${kind}/${sha256}`) ?? null;

  outgoing = (): null => null;
  importFile = (): Promise<never> => Promise.reject(new Error('not in this test'));
  followSettings = (): (() => void) => () => {};

  webhook = async (): Promise<number> => 200;

  hears = (): void => {};
  wake = (): void => {};

  stop = async (): Promise<void> => {};
}
