import { sleep } from '../../../shared/clock.ts';
import type { CallArgs, CallOutput, ForecastAnswer, WhatIf } from '../../../shared/contract.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { PLANS } from '../../../shared/plans.ts';
import { isLabelled } from './eligible.ts';
import { THOUGHT_BATCH, thoughtBatch } from './thought-batch.ts';
import { type Forecast, forecast, type ForecastInput, type ForecastKey } from './forecast.ts';
import { NOTHING_LEARNED } from './learned.ts';
import { lookAhead, type LookAheadOptions, QUANTILES } from './look-ahead.ts';
import { KeyMeter } from './meter.ts';
import { startOf } from './new-day.ts';
import { slice } from './slice.ts';

type Question = CallArgs<'forecast.ask'>;

/** Answers what would be: off the main path, in slices between which everything else has its turn. As if the queue were not paused. */
export interface ForecastQuestions {
  /** How a batch would fare beside all that waits. CONFLICT when a newer question took its place, BAD_INPUT for too many jobs. */
  ask(question: Question, endpoint: EndpointName): Promise<ForecastAnswer>;
  /** CONFLICT as above. */
  whatIf(what: WhatIf, endpoint: EndpointName): Promise<CallOutput<'forecast.whatIf'>>;
}

/** The key that is only thought of. */
const THOUGHT_KEY = -1;
/** Between two slices. */
const PAUSE_MS = 1;

export function createForecastQuestions(options: LookAheadOptions, signal: AbortSignal): ForecastQuestions {
  const newest = { ask: 0, whatIf: 0 };

  async function run(kind: keyof typeof newest, inputs: ForecastInput[]): Promise<Forecast[]> {
    const mine = ++newest[kind];
    const results: Forecast[] = [];
    for (const input of inputs) {
      const run = forecast(input);
      for (let turn = slice(run, options.clock); ; turn = slice(run, options.clock)) {
        if (turn.done) {
          results.push(turn.value);
          break;
        }
        await sleep(options.clock, PAUSE_MS, signal);
        if (mine !== newest[kind]) throw new AppError('CONFLICT', 'A newer question took its place.');
      }
    }
    return results;
  }

  async function ask(question: Question, endpoint: EndpointName): Promise<ForecastAnswer> {
    const { batch, held } = thoughtBatch(question, endpoint, startOf(question.start, { ...options, endpoint, labels: question.labels }));
    const inputs = [QUANTILES.usual, QUANTILES.short, QUANTILES.long].map((quantile) => {
      const input = lookAhead(options, quantile);
      return { ...input, batches: [...input.batches, batch], held: [...(input.held ?? []), ...held] };
    });
    const keys = inputs[0]!.keys.filter((key) => key.endpoint === endpoint && isLabelled(key, batch));
    const leftToday = leftTodayOf(keys, inputs[0]!.now);
    const [usual, ...range] = await run('ask', inputs);
    const at = usual?.batches.get(THOUGHT_BATCH) ?? null;
    const ends = at === null ? [] : [at, ...range.flatMap(({ batches }) => batches.get(THOUGHT_BATCH) ?? [])];
    const perKey = [...(usual?.shares.get(THOUGHT_BATCH) ?? [])].map(([keyId, share]) => ({ keyId, ...share, until: Math.round(share.until) }));
    const requests = perKey.reduce((sum, share) => sum + share.requests, 0);
    return {
      at,
      from: at === null ? null : Math.min(...ends),
      to: at === null ? null : Math.max(...ends),
      waits: at === null ? (usual?.waits.get(THOUGHT_BATCH) ?? null) : null,
      trialAt: usual?.trials.get(THOUGHT_BATCH) ?? null,
      shareOfToday: leftToday === null || leftToday === 0 ? null : requests / leftToday,
      perKey,
      credits: priced(options, question.jobs, endpoint),
    };
  }

  async function whatIf(what: WhatIf, endpoint: EndpointName) {
    const asIs = lookAhead(options, QUANTILES.usual);
    const changed = change(lookAhead(options, QUANTILES.usual), what, endpoint);
    const [without, given] = await run('whatIf', [asIs, changed]);
    const ids = new Set(asIs.batches.filter((batch) => batch.jobs.length > 0).map((batch) => batch.id));
    for (const job of asIs.running) ids.add(job.batchId);
    return {
      batches: [...ids].map((batchId) => ({ batchId, at: given?.batches.get(batchId) ?? null, asIs: without?.batches.get(batchId) ?? null })),
    };
  }

  return { ask, whatIf };
}

/** Requests that these keys have left today; null: one of them has no limit that is known. Keys of one account have one day. */
function leftTodayOf(keys: readonly ForecastKey[], now: number): number | null {
  let left = 0;
  for (const meter of new Set(keys.map((key) => key.meter))) {
    const day = meter.day(now);
    if (day.limit === null) return null;
    left += Math.max(0, day.limit - day.used);
  }
  return left;
}

function change(input: ForecastInput, what: WhatIf, endpoint: EndpointName): ForecastInput {
  switch (what.kind) {
    case 'with-key':
      return { ...input, keys: [...input.keys, thoughtKey(input, what.plan, endpoint)] };
    case 'without-key':
      return { ...input, keys: input.keys.filter((key) => key.id !== what.keyId) };
    case 'paused':
      return { ...input, batches: input.batches.filter((batch) => batch.id !== what.batchId) };
  }
}

/** It may do whatever is asked of it: one that is bought for a batch is given that batch's labels. */
function thoughtKey({ batches, now }: ForecastInput, plan: keyof typeof PLANS, endpoint: EndpointName): ForecastKey {
  const learned = { ...NOTHING_LEARNED, limit: PLANS[plan].requestsPerMinute };
  const meter = new KeyMeter(learned, { sends: [], usedToday: 0, now }, () => 0.5);
  const labels = [...new Set(batches.flatMap((batch) => batch.labels))];
  return { id: THOUGHT_KEY, label: '', endpoint, labels, account: null, forbidden: new Set(), onlyByLabel: false, meter };
}

/** By the catalog's price a run, as a batch's estimate. */
function priced({ catalog }: LookAheadOptions, jobs: Question['jobs'], endpoint: EndpointName): ForecastAnswer['credits'] {
  const credits = { known: 0, unknownJobs: 0 };
  for (const { model, count } of jobs) {
    const price = catalog.get(endpoint, model)?.creditsPerRun ?? null;
    if (price === null) credits.unknownJobs += count;
    else credits.known += price * count;
  }
  return credits;
}
