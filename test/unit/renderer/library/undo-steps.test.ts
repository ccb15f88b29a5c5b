import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { keepAssets, trashAssets } from '../../../../renderer/screens/library/select/cull.ts';
import { undoLast } from '../../../../renderer/screens/library/select/undo-steps.ts';

/** An engine over one asset's stars, whose answers wait until they are let go. */
class SlowEngine {
  readonly done: string[] = [];
  #rating: number | null = null;
  readonly #before: (number | null)[] = [];
  readonly #held: (() => void)[] = [];

  readonly client = {
    call: async (command: string, input: Record<string, unknown>) => {
      await new Promise<void>((resolve) => this.#held.push(resolve));
      return this.#answer(command, input);
    },
  } as Pick<EngineClient, 'call'>;

  /** Lets answers go until none is waited for. */
  async answerAll(): Promise<void> {
    for (let quiet = 0; quiet < 20; quiet = this.#held.length > 0 ? 0 : quiet + 1) {
      this.#held.shift()?.();
      await Promise.resolve();
    }
  }

  #answer(command: string, input: Record<string, unknown>): unknown {
    if (command === 'asset.hashes') return ['a'.repeat(64)];
    if (command === 'undo.apply') {
      this.#rating = this.#before[Number(input['undo'])] ?? null;
      this.done.push(`back to ${this.#rating}`);
      return { undone: 1 };
    }
    if (command === 'asset.trash') throw new AppError('DISK', 'The disk is full.');
    const { rating = null } = input['change'] as { rating?: number | null };
    if (rating === this.#rating) return { changed: 0, undo: null };
    this.#before.push(this.#rating);
    this.#rating = rating;
    this.done.push(`rated ${rating}`);
    return { changed: 1, undo: this.#before.length - 1 };
  }
}

const IDS = [1];

describe('taking back', () => {
  it('before the answer came means what was done last, not what came before it', async () => {
    const engine = new SlowEngine();
    void keepAssets(engine.client, IDS, { rating: 3 });
    await engine.answerAll();
    void keepAssets(engine.client, IDS, { rating: 5 });
    void undoLast(engine.client);
    await engine.answerAll();
    expect(engine.done).toEqual(['rated 3', 'rated 5', 'back to 3']);
  });

  it('twice, and in between, goes in the order of the keys', async () => {
    const engine = new SlowEngine();
    void keepAssets(engine.client, IDS, { rating: 3 });
    void keepAssets(engine.client, IDS, { rating: 5 });
    void undoLast(engine.client);
    void undoLast(engine.client);
    void keepAssets(engine.client, IDS, { rating: 1 });
    await engine.answerAll();
    expect(engine.done).toEqual(['rated 3', 'rated 5', 'back to 3', 'back to null', 'rated 1']);
  });

  it('passes over what changed nothing or was refused, once that is known', async () => {
    const engine = new SlowEngine();
    void keepAssets(engine.client, IDS, { rating: 3 });
    void keepAssets(engine.client, IDS, { rating: 3 });
    void trashAssets(engine.client, IDS);
    await engine.answerAll();
    void undoLast(engine.client);
    await engine.answerAll();
    expect(engine.done).toEqual(['rated 3', 'back to null']);
  });

  it('takes nothing else back where what was meant turns out to be refused', async () => {
    const engine = new SlowEngine();
    void keepAssets(engine.client, IDS, { rating: 3 });
    void trashAssets(engine.client, IDS);
    void undoLast(engine.client);
    await engine.answerAll();
    expect(engine.done).toEqual(['rated 3']);
    void undoLast(engine.client);
    await engine.answerAll();
    expect(engine.done).toEqual(['rated 3', 'back to null']);
  });
});
