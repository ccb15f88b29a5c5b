import type { Context } from 'hono';
import type { Core } from '../core.ts';
import type { SandboxModel } from '../models/catalog.ts';
import { summaryOf } from '../models/model-book.ts';
import { ApiFailure, invalidInput } from '../wire/api-failure.ts';
import type { Call } from './guard.ts';
import type { Reply } from './reply.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** The model id in a path, each segment decoded on its own; null when a segment hides a slash as `%2F`. */
export function modelIdIn(context: Context): string | null {
  const segments = /^\/v1\/models\/(.+?)(?:\/run)?$/.exec(new URL(context.req.url).pathname)?.[1]?.split('/') ?? [];
  const decoded = segments.map(decodeSegment);
  return decoded.some((segment) => segment.includes('/')) ? null : decoded.join('/');
}

export function findModel(core: Core, context: Context): { modelId: string; model: SandboxModel } {
  const modelId = modelIdIn(context);
  const model = modelId === null ? null : core.models.find(modelId);
  if (modelId === null || model === null) throw new ApiFailure(404, 'MODEL_NOT_FOUND', 'There is no such model');
  return { modelId, model };
}

/** `GET /v1/models/{id}`. */
export function showModel(core: Core, call: Call): Reply {
  const { modelId, model } = findModel(core, call.context);
  return { status: 200, body: { ...summaryOf(modelId, model), input_schema: model.inputSchema } };
}

/** `GET /v1/models`. */
export function listModels(core: Core, call: Call): Reply {
  const query = new URL(call.context.req.url).searchParams;
  const limit = integerIn(query, 'limit', DEFAULT_LIMIT, 1, MAX_LIMIT);
  const offset = integerIn(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER);
  const found = core.models.list({ category: query.get('category'), search: query.get('search') });
  return { status: 200, body: { models: found.slice(offset, offset + limit), total: found.length, limit, offset } };
}

function integerIn(query: URLSearchParams, name: string, fallback: number, least: number, most: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidInput({ [name]: `must be an integer from ${least} to ${most}` });
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
