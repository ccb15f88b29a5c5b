import { FOREIGN } from '../foreign.ts';
import type { Outcome } from '../outcome.ts';
import { POLLED_FROM_MS } from './ratio.ts';

export interface RequestFigures {
  /** Requests of ours, refused ones included. */
  sent: number;
  /** Of these, answered 429. */
  refused: number;
  /** Requests for each finished job of a model that one request can finish, and of one that it cannot; null: no such jobs. */
  perFast: number | null;
  perSlow: number | null;
}

/**
 * What finished jobs cost in requests. A poll belongs to its job's model; requests that belong to none (pages of the catalog, by which a cold
 * key is asked) are laid upon all jobs alike.
 */
export function requestFigures(outcome: Outcome): RequestFigures {
  const ours = outcome.seen.filter(({ by }) => by === 'us');
  const slowModels = slowModelsOf(outcome);
  const modelOfJob = new Map(outcome.accepted.map(({ jobId, model }) => [jobId, model]));
  const models = ours.map(({ model, jobId }) => model ?? (jobId === null ? null : (modelOfJob.get(jobId) ?? null)));
  const finished = outcome.accepted.filter((run) => run.status === 'completed' && !String(run.input.prompt).startsWith(FOREIGN));
  const shared = models.filter((model) => model === null).length / Math.max(1, finished.length);
  const per = (slow: boolean) => {
    const jobs = finished.filter(({ model }) => slowModels.has(model) === slow).length;
    const requests = models.filter((model) => model !== null && slowModels.has(model) === slow).length;
    return jobs === 0 ? null : requests / jobs + shared;
  };
  return { sent: ours.length, refused: ours.filter(({ status }) => status === 429).length, perFast: per(false), perSlow: per(true) };
}

function slowModelsOf({ scenario, accepted }: Outcome): Set<string> {
  const usual = (model: string) => {
    const spec = scenario.durations[model];
    return typeof spec === 'number' ? spec : (spec?.medianMs ?? 0);
  };
  return new Set(accepted.map(({ model }) => model).filter((model) => usual(model) > POLLED_FROM_MS));
}
