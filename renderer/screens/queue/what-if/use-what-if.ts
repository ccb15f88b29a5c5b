import { useEffect, useState } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import { type Outlook, type Scenario, scenarioKey } from './scenarios.ts';

/** Answers by scenario: `null` while it is asked, an error's words where it could not be told. */
export type Answers = Readonly<Record<string, Outlook | string | null>>;

/** An answer is not older than this while somebody looks; the queue moves on under it. */
const AGAIN_MS = 30_000;

/** Asks one after the other: a newer question would end the one before. */
export function useWhatIf(scenarios: readonly Scenario[], active: boolean): Answers {
  const client = useClient();
  const [answers, setAnswers] = useState<Answers>({});
  const key = JSON.stringify(scenarios);
  useEffect(() => {
    if (!active) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = async () => {
      for (const scenario of JSON.parse(key) as Scenario[]) {
        if (left) return;
        const answer = await client.call('forecast.whatIf', scenario).catch((thrown: unknown) => AppError.from(thrown));
        // Another window asked at the same time: the next round tells.
        if (answer instanceof AppError && answer.code === 'CONFLICT') continue;
        if (!left) setAnswers((before) => ({ ...before, [scenarioKey(scenario)]: answer instanceof AppError ? answer.message : answer }));
      }
      if (!left) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      left = true;
      if (timer) clearTimeout(timer);
    };
  }, [client, key, active]);
  return answers;
}
