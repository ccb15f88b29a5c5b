import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/log.ts';
import type { HomeBringer } from '../../../electron/engine/runner/bring-home.ts';
import { createCollector } from '../../../electron/engine/runner/collector.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

type Came = number | 'over' | 'let-go';

/** Outputs that come home when told. */
class HeldHome implements HomeBringer {
  readonly begun: number[] = [];
  readonly #open = new Map<number, { fetched: () => void; resolve: (came: Came) => void }>();

  bring(attemptId: number, fetched: () => void): Promise<Came> {
    this.begun.push(attemptId);
    return new Promise((resolve) => this.#open.set(attemptId, { fetched, resolve }));
  }

  /** The bytes are on the disk. */
  fetched(...attemptIds: number[]): void {
    for (const id of attemptIds) this.#open.get(id)?.fetched();
  }

  async recorded(attemptId: number, came: Came = 'over'): Promise<void> {
    this.#open.get(attemptId)?.resolve(came);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  isWanted = () => false;
  waitAfter = () => 60_000;
}

function collecting() {
  const [home, clock, stop] = [new HeldHome(), new VirtualClock(), new AbortController()];
  const collector = createCollector({
    home,
    clock,
    signal: stop.signal,
    jobs: { clearCrashes() {} },
    ledger: { attempt: () => null },
    log: silentLogger,
    onDisk() {},
    markAlone() {},
    onSettled() {},
  });
  return { home, clock, collector };
}

describe('collecting', () => {
  it('has eight on the line; what has its bytes and waits to be recorded holds up no other', async () => {
    const { home, collector } = collecting();
    for (let id = 1; id <= 20; id++) collector.collect(id);
    expect(home.begun).toHaveLength(8);
    home.fetched(1, 2, 3);
    expect(home.begun).toHaveLength(11);
    // Once each, whatever comes first.
    home.fetched(1);
    await home.recorded(1);
    await home.recorded(2);
    expect(home.begun).toHaveLength(11);
    expect(collector.active).toBe(9);
    // Ended without its bytes: cancelled, or to be tried again.
    await home.recorded(4, 'let-go');
    await home.recorded(5, 1_000);
    expect(home.begun).toHaveLength(13);
  });

  it('alone begins when all that was under way is recorded', async () => {
    const { home, collector } = collecting();
    collector.collect(1);
    collector.collectAlone(2);
    collector.collect(3);
    home.fetched(1);
    expect(home.begun).toEqual([1]);
    await home.recorded(1);
    expect(home.begun).toEqual([1, 2]);
    home.fetched(2);
    expect(home.begun).toEqual([1, 2]);
    await home.recorded(2);
    expect(home.begun).toEqual([1, 2, 3]);
  });
});
