import type { Clock } from '../../../shared/clock.ts';
import { askProgress } from './ask-progress.ts';
import { type Context, conclude, type Read } from './conclude.ts';
import { type DialectStore, idFor, modeFields, type RunField, webhookField } from './dialect.ts';
import { DialectLearner } from './dialect-learner.ts';
import type { ApiClient, Exchange, JobReport, RunRequest } from './exchange.ts';
import { canBeFollowed, readJobReport } from './job-report.ts';
import { jobPath, modelPath } from './paths.ts';
import { readModel, readModelPage } from './remote-models.ts';
import { type ApiRequest, createTransport } from './transport.ts';
import type { Purpose } from './words.ts';

export interface ApiClientOptions {
  /** With `/v1`. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  dialect: DialectStore;
  clock: Clock;
  /** Other ids under which an API may know a model (section 10, rule 7). */
  aliasesOf?: (model: string) => readonly string[];
}

/** How long headers and body of an answer may take. A waiting run answers after about 55 s at the latest (rule 3). */
const RUN_MS = 120_000;
const OTHER_MS = 30_000;

/** The API's client for one endpoint. One call is exactly one HTTP request; no call rejects. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { dialect, clock } = options;
  const transport = createTransport(options);
  const learner = new DialectLearner(dialect, options.aliasesOf ?? (() => []));

  async function exchange<T>(purpose: Purpose, request: ApiRequest, read: Read<T>): Promise<Exchange<T>> {
    const sent = await transport(request);
    const context: Context = { purpose, secret: request.secret, nowMs: clock.now(), timeoutMs: request.timeoutMs };
    return conclude(sent, context, read);
  }

  async function run({ secret, model, input, mode, webhookUrl = null }: RunRequest, signal: AbortSignal): Promise<Exchange<JobReport>> {
    const id = idFor(model, dialect.get());
    const fields = { ...modeFields(mode, dialect.get()), ...webhookField(webhookUrl, dialect.get()) };
    const path = () => `/models/${modelPath(id)}/run`;
    const request: ApiRequest = { method: 'POST', path, secret, signal, timeoutMs: RUN_MS, body: { input, ...fields } };
    const result = await exchange('run', request, readRun);
    return learner.learn(result, { model, id, fields: Object.keys(fields) as RunField[], webhookUrl });
  }

  function ask<T>(secret: string, path: () => string, signal: AbortSignal, read: Read<T>): Promise<Exchange<T>> {
    return exchange('read', { method: 'GET', path, secret, signal, timeoutMs: OTHER_MS }, read);
  }

  function job(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>> {
    return ask(secret, () => `/jobs/${jobPath(remoteId)}`, signal, readJob);
  }

  function result(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>> {
    return ask(secret, () => `/jobs/${jobPath(remoteId)}/result`, signal, readJob);
  }

  return {
    run,
    job,
    ...askProgress(dialect, job, result),
    cancel(secret, remoteId, signal) {
      const path = () => `/jobs/${jobPath(remoteId)}`;
      return exchange('read', { method: 'DELETE', path, secret, signal, timeoutMs: OTHER_MS }, () => ({ value: null }));
    },
    models(secret, { limit, offset }, signal) {
      return ask(
        secret,
        () => `/models?limit=${limit}&offset=${offset}`,
        signal,
        (body) => boxed(readModelPage(body)),
      );
    },
    async model(secret, model, signal) {
      const id = idFor(model, dialect.get());
      const result = await ask(
        secret,
        () => `/models/${modelPath(id)}`,
        signal,
        (body) => boxed(readModel(body)),
      );
      return learner.learn(result, { model, id, fields: [], webhookUrl: null });
    },
  };
}

/** A run's answer counts as read only when the job can be followed from it. */
function readRun(body: unknown): { value: JobReport } | null {
  const report = readJobReport(body);
  return report && canBeFollowed(report) ? { value: report } : null;
}

function readJob(body: unknown): { value: JobReport } | null {
  return boxed(readJobReport(body));
}

function boxed<T>(value: T | null): { value: T } | null {
  return value === null ? null : { value };
}
