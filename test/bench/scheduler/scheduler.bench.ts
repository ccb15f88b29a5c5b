import { afterAll, describe, expect, it } from 'vitest';
import { type Figures, figuresOf } from './figures/figures.ts';
import type { Outcome } from './outcome.ts';
import { PEERS } from './peers/peers.ts';
import { judged } from './report/goals-table.ts';
import { better, peersTable } from './report/peers-table.ts';
import { peopleTable, spendingTable } from './report/report.ts';
import { runEngine } from './run-engine.ts';
import { runPeer } from './run-peer.ts';
import { jobCount, type Run, type Scenario, WINDOWS } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/**
 * The engine's own scheduler, runner and store in virtual time against the sandbox's own limit code; then, against the same, what people use
 * today. Prints tables for `docs/scheduler.md`, and fails when a goal that is held is lost. One scenario alone: `-- -t clips`.
 */
const measured = SCENARIOS.map(({ id, name }) => ({
  id,
  name,
  byWindow: [] as Figures[],
  peers: PEERS.map((peer) => ({ name: peer.name, byWindow: [] as Figures[] })),
}));

afterAll(() => {
  const rows = measured.filter(({ byWindow }) => byWindow.length > 0);
  print('Makespan over the lower bound: worst starting point (mean). Requests a finished job: worst starting point.', spendingTable(rows));
  print('Fairness, work composed by hand, forecasts: fixed / sliding / token bucket.', peopleTable(rows));
  print('Beside it, what people use today: fixed / sliding / token bucket.', peersTable(rows));
  print('Goals', judged(rows).table);
});

function print(title: string, text: string): void {
  process.stdout.write(`\n${title}\n\n${text}\n`);
}

async function atEachStart(scenario: Scenario, window: Run['window'], drive: (run: Run) => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const phase of scenario.phases) outcomes.push(await drive({ scenario, window, startMs: scenario.minuteMs + phase }));
  return outcomes;
}

describe.each(SCENARIOS)('$id: $name', (scenario) => {
  const own = measured.find(({ id }) => id === scenario.id)!;

  it.each(WINDOWS)('%s', async (window) => {
    const outcomes = await atEachStart(scenario, window, runEngine);
    own.byWindow.push(figuresOf(outcomes));
    expect(outcomes.map(({ done }) => done)).toEqual(outcomes.map(() => jobCount(scenario)));
  });

  it.each(WINDOWS)('%s, as people do it today', async (window) => {
    for (const [index, peer] of PEERS.entries()) {
      own.peers[index]!.byWindow.push(figuresOf(await atEachStart(scenario, window, (run) => runPeer(peer, run))));
    }
    expect(own.peers.map(({ byWindow }) => byWindow.at(-1)!.sent > 0)).toEqual(PEERS.map(() => true));
  });
});

it('holds what it held', () => {
  const { lost, gained } = judged(measured);
  if (gained.length > 0) print('Reached now: take these from NOT_YET in goals.ts', gained.join('\n'));
  expect(lost).toEqual([]);
});

it('is beaten by none that is refused nowhere', () => {
  expect(better(measured)).toEqual([]);
});
