import { beforeEach, describe, expect, it } from 'vitest';
import { type Announcer, createAnnouncer } from '../../../electron/engine/announcer.ts';
import { type Logger, silentLogger } from '../../../electron/engine/log.ts';
import type { Views } from '../../../electron/engine/views.ts';
import type { EngineEvent } from '../../../shared/contract.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let clock: VirtualClock;
let announcer: Announcer;
let events: EngineEvent[];
/** Ids that the store does not have any more. */
let gone: Set<number | string>;
let reads: (number | string)[];
let errors: string[];
const log: Logger = { ...silentLogger, error: (message) => errors.push(message) };

/** Views that show ids only: what is told is the announcer's business, not what it looks like. */
function views(): Views {
  const row = (id: number | string) => {
    reads.push(id);
    return gone.has(id) ? null : { id };
  };
  const reading = (read: () => unknown) => read();
  const whole = {
    reading,
    job: row,
    batch: row,
    key: row,
    asset: row,
    request: row,
    models: () => [],
    settings: () => ({}),
    status: () => ({}),
    totals: () => ({}),
  };
  return whole as unknown as Views;
}

function names(): string[] {
  return events.map((event) => event.name);
}

beforeEach(() => {
  clock = new VirtualClock();
  gone = new Set();
  reads = [];
  errors = [];
  events = [];
  announcer = createAnnouncer(clock, views, log);
  announcer.subscribe((event) => events.push(event));
});

describe('what is told', () => {
  it('gathers changes: a row that changed ten times is read once and told once', async () => {
    for (let i = 0; i < 10; i++) announcer.job(7);
    announcer.job(8);
    expect(events).toEqual([]);
    await clock.advance(100);
    expect(events.filter((event) => event.name === 'job.changed').map((event) => event.payload)).toEqual([[{ id: 7 }, { id: 8 }]]);
    expect(reads).toEqual([7, 8]);
  });

  it('is in one order: requests, jobs, assets, batches, keys, then the whole', async () => {
    announcer.status();
    announcer.settings();
    announcer.models();
    announcer.keyRemoved(5);
    announcer.key(4);
    announcer.batch(3);
    announcer.asset('a');
    announcer.job(2);
    announcer.request(1);
    await clock.advance(100);
    expect(names()).toEqual([
      'request.changed',
      'job.changed',
      'asset.changed',
      'batch.changed',
      'key.changed',
      'key.removed',
      'model.changed',
      'settings.changed',
      'status.changed',
      'totals.changed',
    ]);
  });

  it('is numbered without a gap, and the number is that of the last event', async () => {
    for (let i = 1; i <= 5; i++) {
      announcer.job(i);
      announcer.key(i);
      await clock.advance(40);
    }
    await clock.advance(2_000);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    expect(announcer.sequence).toBe(events.length);
  });

  it('leaves out rows that are gone, and says nothing when none is left', async () => {
    gone = new Set([1, 2]);
    announcer.job(1);
    announcer.job(3);
    announcer.batch(2);
    await clock.advance(100);
    expect(names()).toEqual(['job.changed', 'totals.changed']);
    expect(events[0]?.payload).toEqual([{ id: 3 }]);
  });

  it('follows what happens while it is told', async () => {
    let first = true;
    announcer.subscribe((event) => {
      if (event.name === 'job.changed' && first) {
        first = false;
        announcer.job(9);
      }
    });
    announcer.job(1);
    await clock.advance(200);
    expect(events.filter((event) => event.name === 'job.changed').map((event) => event.payload)).toEqual([[{ id: 1 }], [{ id: 9 }]]);
  });
});

describe('sums', () => {
  it('come at once, then once a second at most, and the last change is in them', async () => {
    for (let i = 0; i < 40; i++) {
      announcer.job(i);
      await clock.advance(100);
    }
    await clock.advance(5_000);
    const totals = names().filter((name) => name === 'totals.changed').length;
    expect(totals).toBeGreaterThanOrEqual(4);
    expect(totals).toBeLessThanOrEqual(6);
    expect(names().at(-1)).toBe('totals.changed');
  });
});

describe('subscribers', () => {
  it('that left hear no more, and the others do', async () => {
    const heard: string[] = [];
    const leave = announcer.subscribe((event) => heard.push(event.name));
    leave();
    announcer.job(1);
    await clock.advance(100);
    expect(heard).toEqual([]);
    expect(names()).toContain('job.changed');
  });

  it('are told nothing after the end, and no timer is left', async () => {
    announcer.job(1);
    await clock.advance(40);
    announcer.job(2);
    await clock.advance(40);
    announcer.job(3);
    announcer.stop();
    const before = events.length;
    await clock.advance(10_000);
    expect(events).toHaveLength(before);
    expect(clock.pending).toBe(0);
  });

  it('one that throws does not keep the others from hearing, nor the next changes from being told', async () => {
    announcer = createAnnouncer(clock, views, log);
    const heard: string[] = [];
    announcer.subscribe(() => {
      throw new Error('a window that went away');
    });
    announcer.subscribe((event) => heard.push(event.name));
    announcer.job(1);
    await clock.advance(100);
    announcer.job(2);
    await clock.advance(100);
    expect(errors[0]).toBe('an event could not be told');
    expect(heard.filter((name) => name === 'job.changed')).toHaveLength(2);
  });

  it('when there are none, rows are not read', async () => {
    announcer = createAnnouncer(clock, views, log);
    announcer.job(1);
    await clock.advance(100);
    expect(reads).toEqual([]);
  });
});
