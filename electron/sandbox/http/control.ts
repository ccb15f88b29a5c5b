import { Hono } from 'hono';
import { z } from 'zod';
import type { AcceptedRun } from '../accepted.ts';
import { canonicalJson } from '../canonical.ts';
import { faultsSchema } from '../faults/fault.ts';
import type { Sandbox } from '../sandbox.ts';

/** What the control endpoints need beside the public sandbox. */
export interface Controlled extends Pick<Sandbox, 'accepted' | 'requests' | 'configureFaults' | 'setClockOffset'> {
  state(): unknown;
}

const offsetSchema = z.strictObject({ offsetS: z.number() });

/** `/sandbox/...`: asks what was accepted and changes faults and clock. Not part of the API: no key, no limits. */
export function controlApp(sandbox: Controlled): Hono {
  const app = new Hono();
  app.get('/accepted', (context) => {
    const runs = filtered(sandbox.accepted(), context.req.query('input'), context.req.query('model'));
    return context.json({ ...summary(runs), requests: sandbox.requests(), runs });
  });
  app.get('/state', (context) => context.json(sandbox.state()));
  app.post('/faults', async (context) => {
    const faults = faultsSchema.safeParse(await context.req.json().catch(() => null));
    if (!faults.success) return context.json({ error: z.prettifyError(faults.error) }, 400);
    sandbox.configureFaults(faults.data);
    return context.json(sandbox.state());
  });
  app.post('/clock', async (context) => {
    const offset = offsetSchema.safeParse(await context.req.json().catch(() => null));
    if (!offset.success) return context.json({ error: z.prettifyError(offset.error) }, 400);
    sandbox.setClockOffset(offset.data.offsetS);
    return context.json(sandbox.state());
  });
  return app;
}

/** `input` is JSON (compared whatever its order and spaces) or just the prompt; `model` an id as it was asked for. */
function filtered(runs: AcceptedRun[], input: string | undefined, model: string | undefined): AcceptedRun[] {
  const canonical = input === undefined ? null : canonicalOf(input);
  return runs
    .filter((run) => input === undefined || run.canonicalInput === canonical || run.input.prompt === input)
    .filter((run) => model === undefined || run.model === model);
}

function canonicalOf(input: string): string | null {
  try {
    return canonicalJson(JSON.parse(input));
  } catch {
    return null;
  }
}

function summary(runs: AcceptedRun[]): Record<string, unknown> {
  return {
    total: runs.length,
    distinctInputs: new Set(runs.map((run) => run.canonicalInput)).size,
    byStatus: countBy(runs, (run) => run.status),
    byKey: countBy(runs, (run) => run.key),
    byModel: countBy(runs, (run) => run.model),
  };
}

function countBy(runs: AcceptedRun[], nameOf: (run: AcceptedRun) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const run of runs) counts[nameOf(run)] = (counts[nameOf(run)] ?? 0) + 1;
  return counts;
}
