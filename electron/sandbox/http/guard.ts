import type { Context } from 'hono';
import { ConnectionCut } from '../faults/connection-cut.ts';
import type { FaultOf } from '../faults/fault.ts';
import type { FaultSubject } from '../faults/fault-board.ts';
import type { Core } from '../core.ts';
import type { SandboxKey } from '../keys.ts';
import type { Admission } from '../limits/key-limits.ts';
import type { Slot } from '../limits/concurrency.ts';
import type { Permission } from '../options.ts';
import type { ApiEndpoint } from '../tallies.ts';
import { ApiFailure, errorBody } from '../wire/api-failure.ts';
import { rateHeaders } from '../wire/rate-headers.ts';
import { respond, type Reply } from './reply.ts';

/** One counted request on its way to its handler. */
export interface Call {
  context: Context;
  key: SandboxKey;
  subject: FaultSubject;
  /** A run's place among the concurrent jobs. A handler that accepts a job takes it over by setting this to null. */
  slot: Slot | null;
}

export interface EndpointSpec {
  endpoint: ApiEndpoint;
  permission: Permission;
  /** The model the request is about, for fault filters. */
  modelOf?: (context: Context) => string | null;
}

type Handler = (call: Call) => Reply | Promise<Reply>;

/**
 * What every API request goes through, in this order: faults on arrival, the key, its limits, faults before accepting, the
 * permission, the handler, faults after. A refusal by the key or the limits reaches no handler.
 */
export function guard(core: Core, spec: EndpointSpec, handler: Handler): (context: Context) => Promise<Response> {
  return async (context) => {
    const key = core.keys.find(context.req.header('Authorization') ?? null);
    const subject = { endpoint: spec.endpoint, key: key?.label ?? null, model: spec.modelOf?.(context) ?? null };
    await arrive(core, subject);
    if (!key) return respond(unauthorized(), {}, serverNow(core), null);
    const admission = key.limits.admit(core.now(), spec.endpoint === 'run' ? 'run' : 'other');
    core.tallies.count(key.label, spec.endpoint, admission);
    const fault = core.faults.strike('headers', subject);
    const headers = rateHeaders(admission, core.dialect.offsetMs, core.now(), fault);
    if (!admission.admitted) return respond(refusal(core, admission), headers, serverNow(core), null);
    const call: Call = { context, key, subject, slot: admission.slot };
    const { reply, spoil } = await handled(core, spec, call, handler);
    return respond(reply, headers, serverNow(core), spoil);
  };
}

/** Loses the answer to something that was done, where a fault says so. */
export function loseAnswer(core: Core, subject: FaultSubject): void {
  const fault = core.faults.strike('after', subject);
  if (fault === 'cut-after-accept') throw new ConnectionCut('ECONNRESET');
  // As a proxy in front of the API would say it: MODEL_UNAVAILABLE is the API's own word that it did not take the run.
  if (fault === 'error-503-after-accept') throw new ApiFailure(503, 'INTERNAL_ERROR', 'Service temporarily unavailable');
}

export async function arrive(core: Core, subject: FaultSubject): Promise<void> {
  const fault = core.faults.strike('arrive', subject);
  if (fault === 'refuse') throw new ConnectionCut('ECONNREFUSED');
  if (fault === 'hang') await new Promise(() => {});
}

export function failBefore(core: Core, subject: FaultSubject): void {
  const fault = core.faults.strike('before', subject);
  if (fault === 'cut-before-accept') throw new ConnectionCut('ECONNRESET');
  if (fault === 'error-500') throw new ApiFailure(500, 'INTERNAL_ERROR', 'Internal server error');
  if (fault === 'error-503-before-accept') throw new ApiFailure(503, 'MODEL_UNAVAILABLE', 'Temporarily unavailable');
}

export function serverNow(core: Core): number {
  return core.now() + core.dialect.offsetMs;
}

interface Handled {
  reply: Reply;
  spoil: FaultOf<'answer'> | null;
}

async function handled(core: Core, spec: EndpointSpec, call: Call, handler: Handler): Promise<Handled> {
  try {
    failBefore(core, call.subject);
    requirePermission(call.key, spec.permission);
    const reply = await handler(call);
    if (spec.endpoint !== 'run') loseAnswer(core, call.subject);
    return { reply, spoil: core.faults.strike('answer', call.subject) };
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure)) throw thrown;
    return { reply: { status: thrown.status, body: errorBody(thrown) }, spoil: null };
  } finally {
    call.slot?.release();
  }
}

function requirePermission(key: SandboxKey, permission: Permission): void {
  if (key.permissions.has(permission)) return;
  throw new ApiFailure(403, 'FORBIDDEN', `This key lacks the permission ${permission}`, { permission });
}

function unauthorized(): Reply {
  return { status: 401, body: errorBody(new ApiFailure(401, 'UNAUTHORIZED', 'The API key is missing, invalid or revoked')) };
}

const REASONS = {
  concurrency: 'Too many concurrent jobs for this key',
  day: 'The daily limit of this key is used up',
  minute: 'Too many requests in a minute for this key',
} as const;

function refusal(core: Core, admission: Admission & { admitted: false }): Reply {
  const failure = new ApiFailure(429, 'RATE_LIMITED', REASONS[admission.reason]);
  return { status: 429, body: errorBody(failure, core.dialect.revision === 'T' ? admission.retryAfterS : null) };
}
