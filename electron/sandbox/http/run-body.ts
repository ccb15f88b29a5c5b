import type { Context } from 'hono';
import { isRecord } from '../models/json-schema.ts';
import type { Revision } from '../options.ts';
import { invalidInput } from '../wire/api-failure.ts';
import { isLoopbackUrl } from '../webhooks.ts';

export interface RunBody {
  input: Record<string, unknown>;
  mode: 'sync' | 'async';
  webhookUrl: string | null;
}

/** The switch for asynchronous runs that each revision knows, and the one it does not. */
const SWITCHES = {
  A: { known: 'async', unknown: 'sync' },
  B: { known: 'sync', unknown: 'async' },
  T: { known: 'async', unknown: 'sync' },
} as const;

/** Reads and checks the body of a run call. `strict` refuses the other revision's switch by name, else it is ignored. */
export async function readRunBody(context: Context, revision: Revision, strict: boolean): Promise<RunBody> {
  const body = await readJson(context);
  const { known, unknown } = SWITCHES[revision];
  if (strict && body[unknown] !== undefined) throw invalidInput({ [unknown]: 'is not a known field' });
  if (body[known] !== undefined && typeof body[known] !== 'boolean') throw invalidInput({ [known]: 'must be of type boolean' });
  if (!isRecord(body.input)) throw invalidInput({ input: body.input === undefined ? 'is required' : 'must be an object' });
  const webhookUrl = webhookOf(body.webhook_url);
  return { input: body.input, mode: modeOf(body, revision, webhookUrl), webhookUrl };
}

async function readJson(context: Context): Promise<Record<string, unknown>> {
  const body: unknown = await context.req.json().catch(() => null);
  if (!isRecord(body)) throw invalidInput({ body: 'must be a JSON object' });
  return body;
}

/** In B a webhook makes the call asynchronous; in A it is a notice only. */
function modeOf(body: Record<string, unknown>, revision: Revision, webhookUrl: string | null): 'sync' | 'async' {
  const asked = revision === 'B' ? body.sync === false || webhookUrl !== null : body.async === true;
  return asked ? 'async' : 'sync';
}

function webhookOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && isLoopbackUrl(value)) return value;
  throw invalidInput({ webhook_url: 'must be an address of this machine: the sandbox sends webhooks nowhere else' });
}
