import { describe, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput, EngineEvent } from '../../../../shared/contract.ts';
import { feedBoard } from '../../../../renderer/screens/queue/board/board-feed.ts';
import { BoardRecord, flightOf } from '../../../../renderer/screens/queue/board/board-record.ts';
import { Listeners } from '../../../../renderer/client/listeners.ts';
import { batch, job } from '../../../support/fake-data.ts';
import { flight, mark } from './rows.ts';

const NOW = 1_000_000;

describe('the record', () => {
  it('takes a request twice as one: sent, then answered', () => {
    const record = new BoardRecord();
    record.putMarks([mark(1, 100, { outcome: 'pending', answeredAt: null }), mark(2, 100)]);
    record.putMarks([mark(1, 100)]);
    expect(record.lane(1).marks.map((one) => [one.id, one.outcome])).toEqual([
      [1, 'ok'],
      [2, 'ok'],
    ]);
  });

  it('forgets the oldest beyond forty thousand, and says from when on it knows', () => {
    const record = new BoardRecord();
    record.knownFrom = 0;
    record.putFlights([flight(1, 5, 10), flight(2, 20_000, 20_010)]);
    record.putMarks(Array.from({ length: 40_001 }, (_, id) => mark(id, id)));
    expect(record.lane(1).marks).toHaveLength(30_000);
    expect(record.knownFrom).toBe(10_001);
    expect(record.lane(1).flights.map((one) => one.jobId)).toEqual([2]);
  });

  it('reads flights from job rows, and drops one that went back to the queue', () => {
    const record = new BoardRecord();
    const one = batch({ id: 1, name: 'b', counts: { running: 1 } });
    const running = { ...job(one, 1, 'running'), keyId: 1 };
    record.putJobs([running], NOW);
    expect(record.lane(1).flights).toMatchObject([{ jobId: running.id, state: 'out', endedAt: null }]);
    record.putJobs([{ ...running, state: 'done', finishedAt: NOW }], NOW);
    expect(record.lane(1).flights).toMatchObject([{ state: 'done', endedAt: NOW }]);
    const second = { ...running, submittedAt: NOW + 5 };
    record.putJobs([second], NOW);
    record.putJobs([{ ...second, state: 'queued', submittedAt: null, keyId: null }], NOW);
    expect(record.lane(1).flights).toHaveLength(1);
  });

  it('a job that never went out has no flight', () => {
    expect(flightOf(job(batch({ id: 1, name: 'b', counts: {} }), 1, 'queued'), NOW)).toBeNull();
  });
});

/** The calls of the feed, answered from lists. */
function source(marks: ReturnType<typeof mark>[], flights: ReturnType<typeof flight>[]) {
  const asked: string[] = [];
  const events = new Listeners<EngineEvent>();
  const reconnects = new Listeners<void>();
  const answer = (name: CallName, input: Record<string, number>): unknown => {
    const { since = 0, before = Infinity, limit = 2_000 } = input;
    switch (name) {
      case 'request.list':
        return marks
          .filter((one) => one.sentAt >= since && one.id < before)
          .toReversed()
          .slice(0, limit);
      case 'flight.list':
        return flights
          .filter((one) => one.startedAt >= since && one.startedAt <= before)
          .toReversed()
          .slice(0, limit);
      case 'flight.plan':
        return { madeAt: 0, until: 0, flights: [] };
      default:
        return [];
    }
  };
  return {
    asked,
    events,
    reconnects,
    client: {
      call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
        asked.push(name);
        return Promise.resolve(answer(name, (input ?? {}) as Record<string, number>) as CallOutput<N>);
      },
      subscribe: (listener: (event: EngineEvent) => void) => events.add(listener),
      onReconnect: (listener: () => void) => reconnects.add(listener),
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the feed', () => {
  it('reads back page by page as the view reaches back, and no page twice', async () => {
    const marks = Array.from({ length: 5_000 }, (_, at) => mark(at + 1, NOW - 5_000 + at));
    const { client, asked } = source(marks, [flight(1, NOW - 4_000, NOW - 3_000)]);
    const record = new BoardRecord();
    const feed = feedBoard(client, record, () => NOW);
    feed.want(NOW - 3_000);
    await settled();
    expect(record.lane(1).marks).toHaveLength(5_000);
    expect(record.lane(1).flights).toHaveLength(1);
    expect(record.knownFrom).toBe(NOW - 6_000);
    const before = asked.length;
    feed.want(NOW - 2_000);
    await settled();
    expect(asked.length).toBe(before);
    feed.stop();
  });

  it('leaves off at twenty thousand requests and reads minutes beyond', async () => {
    const marks = Array.from({ length: 25_000 }, (_, at) => mark(at + 1, NOW - 25_000 + at));
    const { client, asked } = source(marks, []);
    const record = new BoardRecord();
    const feed = feedBoard(client, record, () => NOW);
    feed.want(NOW - 100_000);
    await settled();
    expect(record.lane(1).marks).toHaveLength(20_000);
    expect(record.knownFrom).toBe(NOW - 20_000);
    expect(asked).toContain('key.minutes');
    feed.stop();
  });

  it('reads again what it missed when the link is back', async () => {
    const marks = [mark(1, NOW - 100)];
    const { client, reconnects } = source(marks, []);
    const record = new BoardRecord();
    const feed = feedBoard(client, record, () => NOW);
    feed.want(NOW - 1_000);
    await settled();
    marks.push(mark(2, NOW - 50));
    reconnects.tell();
    await settled();
    expect(record.lane(1).marks.map((one) => one.id)).toEqual([1, 2]);
    feed.stop();
  });
});
