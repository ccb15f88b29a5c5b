import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../electron/cli/run/follow.ts';
import { progressBar, progressLines } from '../../../electron/cli/run/progress.ts';
import { NO_JOBS } from '../../../shared/job-state.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { FakeEngine, fakeKey } from './fake-engine.ts';

const progress = (changes: Partial<Progress['counts']>, more: Partial<Progress> = {}): Progress => ({
  counts: { ...NO_JOBS, ...changes },
  total: 300,
  keys: [],
  status: new FakeEngine().status,
  doneAt: null,
  ...more,
});

describe('the bar', () => {
  it('redraws at most ten times a second, and ends with the last state', async () => {
    const clock = new VirtualClock();
    const written: string[] = [];
    const bar = progressBar(
      (text) => written.push(text),
      () => 80,
      clock,
    );
    for (let done = 0; done < 100; done++) bar.update(progress({ done }));
    await clock.advance(100);
    expect(written).toEqual(['\r\u001B[2K███████░░░░░░░░░░░░░░░░░ 99 of 300 done']);
    bar.update(progress({ done: 150, running: 4, failed: 1 }));
    bar.close();
    expect(written.slice(1)).toEqual(['\r\u001B[2K████████████░░░░░░░░░░░░ 150 of 300 done · 4 running · 1 failed', '\n']);
    expect(clock.pending).toBe(0);
  });

  it('never wraps', async () => {
    const clock = new VirtualClock();
    let written = '';
    const bar = progressBar(
      (text) => (written += text),
      () => 30,
      clock,
    );
    bar.update(progress({ done: 1, running: 200, failed: 1, uncertain: 1 }));
    await clock.advance(100);
    expect([...written.replace('\r\u001B[2K', '')]).toHaveLength(29);
  });
});

describe('plain lines', () => {
  it('come at the start, each ten seconds, and at the end, and say what is waited for', async () => {
    const clock = new VirtualClock();
    const written: string[] = [];
    const lines = progressLines((text) => written.push(text), clock);
    lines.update(progress({ queued: 300 }));
    await clock.advance(9_000);
    lines.update(progress({ done: 10 }));
    await clock.advance(1_000);
    const key = fakeKey({ allowance: { ...fakeKey().allowance, asleep: { until: clock.now() + 5_000, why: 'rate-limited' } } });
    lines.update(progress({ done: 20 }, { keys: [key] }));
    lines.update(progress({ done: 300 }));
    lines.close();
    expect(written).toEqual(['0 of 300 done\n', expect.stringMatching(/^20 of 300 done · studio waits until \d\d:\d\d:\d\d\n$/), '300 of 300 done\n']);
  });

  it('say once a minute that nothing changes', async () => {
    const clock = new VirtualClock();
    const written: string[] = [];
    const lines = progressLines((text) => written.push(text), clock);
    for (let second = 0; second <= 120; second += 10) {
      lines.update(progress({ queued: 300 }));
      await clock.advance(10_000);
    }
    lines.close();
    expect(written).toEqual(['0 of 300 done\n', '0 of 300 done\n', '0 of 300 done\n']);
  });

  it('say that the API is silent and the disk full', () => {
    const clock = new VirtualClock();
    let written = '';
    const status = { ...new FakeEngine().status, api: { state: 'silent' as const, since: clock.now() - 171_000, nextTry: clock.now() }, disk: 'full' as const };
    progressLines((text) => (written += text), clock).update(progress({}, { status }));
    expect(written).toBe('0 of 300 done · the disk is full · the API has not answered for 2:51\n');
  });
});
