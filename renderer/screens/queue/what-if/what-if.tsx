import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BatchView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Menu } from '../../../components/menu.tsx';
import { NONE } from '../../../look/numbers.ts';
import { moment } from '../../../look/times.ts';
import { unfinished } from '../../../look/states.ts';
import { useNow } from '../../../state/clock.ts';
import { type AppState, isPaused, isSilent } from '../../../state/app-state.ts';
import { useEngine, useEngineAccess } from '../../../state/engine.tsx';
import { batchesOf, keysOf } from '../../../state/lists.ts';
import { allScenarios, differenceWords, everything, firstScenarios, movedWords, type Outlook, type Scenario, scenarioKey, scenarioWords } from './scenarios.ts';
import { useWhatIf } from './use-what-if.ts';

/** When everything would be done if one thing were different, by the same forecast. */
export function WhatIf() {
  const { store } = useEngineAccess();
  const shape = useEngine(shapeOf);
  // oxlint-disable-next-line react/exhaustive-deps -- which batches and keys there are, not how far they are: questions and words stay while the figures move
  const { batches, keys } = useMemo(() => ({ batches: batchesOf(store.getState()).toReversed(), keys: keysOf(store.getState()) }), [store, shape]);
  const paused = useEngine(isPaused);
  const silent = useEngine(isSilent);
  const now = useNow(60_000);
  const [added, setAdded] = useState<readonly Scenario[]>([]);
  const open = batches.filter((batch) => unfinished(batch.counts) > 0);
  const first = useMemo(() => firstScenarios({ batches, keys }), [batches, keys]);
  const scenarios = [...first, ...added].filter((one, at, all) => all.findIndex((other) => scenarioKey(other) === scenarioKey(one)) === at);
  const active = open.length > 0 && keys.some((key) => key.state === 'ready') && !paused && !silent;
  const answers = useWhatIf(scenarios, active);
  const rest = allScenarios({ batches, keys }).filter((one) => !scenarios.some((other) => scenarioKey(other) === scenarioKey(one)));
  return (
    <section aria-label="What if" className="flex min-h-0 flex-col border-l border-line">
      <div className="flex h-8 shrink-0 items-center justify-between gap-3 border-b border-line bg-panel px-4 text-small text-text-2">
        <h2>What if</h2>
        <span className="text-label text-text-3">everything done at</span>
      </div>
      {active ? (
        <ul className="min-h-0 overflow-y-auto">
          {scenarios.map((scenario) => (
            <Row
              key={scenarioKey(scenario)}
              words={scenarioWords(scenario, { batches, keys })}
              batches={batches}
              scenario={scenario}
              answer={answers[scenarioKey(scenario)] ?? null}
              now={now}
            />
          ))}
          <li className="px-4 py-3">
            <Menu
              trigger={
                <Button size="small" icon={<Plus size={14} aria-hidden />} disabledBecause={rest.length === 0 ? 'All is asked already' : undefined}>
                  Try another
                </Button>
              }
              items={rest.map((scenario) => ({ label: scenarioWords(scenario, { batches, keys }), run: () => setAdded([...added, scenario]) }))}
            />
          </li>
        </ul>
      ) : (
        <p className="px-4 py-3 text-small text-text-2">{idleWords({ paused, silent, open: open.length })}</p>
      )}
    </section>
  );
}

/** Why there is nothing to compare. */
function idleWords({ paused, silent, open }: { paused: boolean; silent: boolean; open: number }): string {
  if (paused) return 'Everything is paused: nothing has an end in sight.';
  if (silent && open > 0) return 'The API is silent: nothing has an end in sight.';
  return open === 0 ? 'Nothing is queued: there is nothing to ask about.' : 'No key can send: nothing has an end in sight.';
}

function shapeOf(state: AppState): string {
  const open = batchesOf(state).filter((batch) => unfinished(batch.counts) > 0);
  return JSON.stringify([open.map(({ id, state: now, name }) => [id, now, name]), keysOf(state).map(({ id, state: now, label }) => [id, now, label])]);
}

interface RowProps {
  words: string;
  scenario: Scenario;
  answer: Outlook | string | null;
  batches: readonly BatchView[];
  now: number;
}

function Row({ words, scenario, answer, batches, now }: RowProps) {
  const done = answer !== null && typeof answer !== 'string' ? everything(scenario, answer) : null;
  const moved = answer !== null && typeof answer !== 'string' ? movedWords(scenario, answer, batches, now) : null;
  const sooner = done !== null && done.asIs !== null && done.at < done.asIs;
  return (
    <li className="flex min-h-14 items-center justify-between gap-4 border-b border-line px-4 py-1">
      <span className="flex min-w-0 flex-col">
        <span title={words} className="truncate text-body text-text">
          {words}
        </span>
        <span title={moved ? `${moved.name} ${moved.times}` : undefined} className="flex min-h-4 gap-1 text-small whitespace-nowrap text-text-2">
          <span className="truncate">{moved?.name} </span>
          <span className="shrink-0">{moved?.times}</span>
        </span>
      </span>
      <span className="mono flex shrink-0 flex-col text-right whitespace-nowrap">
        <span className="text-title text-text">{done ? moment(done.at, now) : NONE}</span>
        <span className={cx('min-h-4 text-label', sooner ? 'text-done-text' : 'text-text-3')}>
          {answer === null ? 'looking ahead' : typeof answer === 'string' ? 'not known' : done ? differenceWords(done.at, done.asIs) : 'no end in sight'}
        </span>
      </span>
    </li>
  );
}
