import type { RequestDetail } from '../../../shared/contract.ts';
import type { ModelInput, RequestView } from '../../../shared/domain.ts';
import { type Dialect, idFor, modeFields } from '../api/dialect.ts';
import type { OutputRow } from '../queue/ledger.ts';
import { type AttemptRow, type JobRow, parseError } from '../queue/rows.ts';

/** What is known of a request besides its row. */
export interface RequestFacts {
  request: RequestView;
  key: { label: string; prefix: string; last4: string };
  /** Absent for requests that belong to no job. */
  job: Pick<JobRow, 'model' | 'input'> | null;
  attempt: Pick<AttemptRow, 'mode' | 'remote_id' | 'error'> | null;
  outputs: readonly Pick<OutputRow, 'url' | 'kind' | 'mime'>[];
  baseUrl: string;
  dialect: Dialect;
}

/**
 * Writes a request down as it goes over the wire, without its secret, and what was kept of the answer. It is made from the record: a job
 * whose input was changed since shows the input as it is now.
 */
export function requestDetail(facts: RequestFacts): RequestDetail {
  const { request, key } = facts;
  const { method, path, body } = lineOf(facts);
  return {
    request,
    keyLabel: key.label,
    method,
    url: `${facts.baseUrl}${path}`,
    headers: [
      ['Accept', 'application/json'],
      ['Authorization', `Bearer ${key.prefix}…${key.last4}`],
      ...(body ? ([['Content-Type', 'application/json']] as [string, string][]) : []),
    ],
    body,
    answer: request.outcome === 'pending' || request.outcome === 'lost' ? null : answerOf(facts),
  };
}

interface Line {
  method: RequestDetail['method'];
  path: string;
  body: ModelInput | null;
}

/** Method and path of each kind (abstrakt-api, sections 2 to 5). */
function lineOf({ request, job, attempt, dialect }: RequestFacts): Line {
  const remote = encodeURIComponent(attempt?.remote_id ?? '…');
  switch (request.kind) {
    case 'run': {
      const id = idFor(job?.model ?? '…', dialect);
      const body = { input: JSON.parse(job?.input ?? '{}') as ModelInput, ...modeFields(attempt?.mode ?? 'sync', dialect) };
      return { method: 'POST', path: `/models/${id.split('/').map(encodeURIComponent).join('/')}/run`, body };
    }
    case 'poll':
      return { method: 'GET', path: `/jobs/${remote}`, body: null };
    case 'result':
      return { method: 'GET', path: `/jobs/${remote}/result`, body: null };
    case 'cancel':
      return { method: 'DELETE', path: `/jobs/${remote}`, body: null };
    case 'catalog':
      return { method: 'GET', path: '/models', body: null };
    case 'probe':
      return { method: 'GET', path: '/models?limit=1', body: null };
  }
}

function answerOf({ request, attempt, outputs }: RequestFacts): RequestDetail['answer'] {
  const headers: [string, string | null][] = [
    ['X-RateLimit-Limit', request.limit === null ? null : String(request.limit)],
    ['X-RateLimit-Remaining', request.remaining === null ? null : String(request.remaining)],
    ['X-RateLimit-Reset', request.resetAt === null ? null : String(Math.round(request.resetAt / 1_000))],
    ['Retry-After', request.retryAfterMs === null ? null : String(Math.ceil(request.retryAfterMs / 1_000))],
  ];
  return {
    status: request.status,
    headers: headers.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    kept: keptOf(request, attempt, outputs),
  };
}

function keptOf(request: RequestView, attempt: RequestFacts['attempt'], outputs: RequestFacts['outputs']): Record<string, string | { [k: string]: string }[]> {
  if (request.outcome !== 'ok') {
    const error = parseError(attempt?.error ?? null);
    return { ...(request.errorCode ? { code: request.errorCode } : {}), ...(error && error.code === request.errorCode ? { message: error.message } : {}) };
  }
  const about = attempt !== null && request.kind !== 'cancel';
  return {
    ...(about && attempt.remote_id ? { id: attempt.remote_id } : {}),
    ...(about && outputs.length > 0 ? { outputs: outputs.map(({ url, kind, mime }) => ({ url, ...(kind && { kind }), ...(mime && { mime }) })) } : {}),
  };
}
