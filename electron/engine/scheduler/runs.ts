import type { EndpointName } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { durationsOf } from '../runner/durations-of.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import type { Runs } from './long-first.ts';
import { modeFor } from './mode.ts';
import { noticedMs } from './polling.ts';
import { unseenMs } from './quantiles.ts';

export interface RunOptions {
  catalog: Catalog;
  webhooks: Pick<WebhookPlan, 'expected'>;
  /** How long (ms) the oldest run of the model that is not over has been at the API; left out: none is. */
  underWayMs?(endpoint: EndpointName, model: string): number;
}

/** What is known of runs at this moment; each model is looked up once. */
export function runsAsKnown(options: RunOptions): Runs {
  const known = new Map<string, { usualMs: number; polls: number }>();
  function of(endpoint: EndpointName, model: string) {
    const name = `${endpoint} ${model}`;
    const run = known.get(name) ?? { usualMs: holdsMs(options, endpoint, model, 0.5), polls: isPolled(options, endpoint, model) ? 1 : 0 };
    known.set(name, run);
    return run;
  }
  return { usualMs: (endpoint, model) => of(endpoint, model).usualMs, polls: (endpoint, model) => of(endpoint, model).polls };
}

/** How long a run of the model holds its place (ms), at that quantile of its lengths: until its end is known here. */
export function holdsMs(options: RunOptions, endpoint: EndpointName, model: string, quantile: number): number {
  const durations = durationsOf(options.catalog, endpoint, model);
  const ms = durations.quantile(quantile) ?? unseenMs(durations.kind, quantile, options.underWayMs?.(endpoint, model) ?? 0);
  return isPolled(options, endpoint, model) ? noticedMs(ms, durations) : ms;
}

/** Whether a run of the model is asked for: no word of its end comes by itself. */
function isPolled({ catalog, webhooks }: RunOptions, endpoint: EndpointName, model: string): boolean {
  return !webhooks.expected(endpoint) && modeFor(durationsOf(catalog, endpoint, model)) === 'async';
}
