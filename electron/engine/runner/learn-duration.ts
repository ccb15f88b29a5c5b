import type { EndpointName } from '../../../shared/domain.ts';
import type { JobReport } from '../api/exchange.ts';
import type { AttemptRow } from '../queue/rows.ts';
import { type PollPlanOptions, since } from './poll-plan.ts';
import type { Watched } from './watched.ts';

export interface LearnOptions extends PollPlanOptions {
  watched: Watched;
}

/** The longest of the documented models takes ten minutes (`hold-places.ts`). */
const LONGEST_BELIEVED_MS = 30 * 60_000;

/**
 * Records how long a finished run took (ms): the API's own figure, or how long we waited. A poll that found the job running later than the
 * figure says contradicts it: then it is the middle of what is possible, between that poll and now. What was out while the clock jumped, the
 * machine slept or the engine was away teaches only what the API itself told: an hour's sleep is no duration.
 * Nor is what took longer than any model does, by whoever's clock (a server that was set, or stood still): by it nobody would be asked for minutes.
 */
export function learnDuration(
  { catalog, jobs, ledger, watched }: LearnOptions,
  attempt: AttemptRow,
  endpoint: EndpointName,
  report: JobReport,
  now: number,
): void {
  const model = jobs.modelOf(attempt.job_id);
  const measured = watched.has(attempt.id);
  if (model === null || (!measured && report.tookMs === null)) return;
  const began = since(attempt);
  const took = report.tookMs ?? now - began;
  const foundRunning = !measured || attempt.polls < 2 ? 0 : lastFoundRunning(ledger.requestsOf(attempt.id)) - began;
  const learned = Math.round(took > foundRunning ? took : (foundRunning + now - began) / 2);
  if (learned <= LONGEST_BELIEVED_MS) catalog.recordDuration(endpoint, model, learned);
}

/** When the last poll was sent before the one that found it finished; -Infinity: there was none. */
function lastFoundRunning(requests: ReturnType<PollPlanOptions['ledger']['requestsOf']>): number {
  return requests.filter(({ kind, outcome }) => kind === 'poll' && outcome === 'ok').at(-2)?.sent_at ?? -Infinity;
}
