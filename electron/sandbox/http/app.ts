import { Hono } from 'hono';
import type { Core } from '../core.ts';
import { controlApp, type Controlled } from './control.ts';
import { guard } from './guard.ts';
import { cancelJob, jobResult, pollJob } from './jobs.ts';
import { listModels, modelIdIn, showModel } from './models.ts';
import { serveOutput } from './outputs.ts';
import { run } from './run.ts';

/** All routes. A thrown `ConnectionCut` passes through to whoever holds the connection. */
export function createApp(core: Core, controlled: Controlled): Hono {
  const app = new Hono();
  const on = {
    run: guard(core, { endpoint: 'run', permission: 'models:run', modelOf: modelIdIn }, (call) => run(core, call)),
    list: guard(core, { endpoint: 'list', permission: 'models:read' }, (call) => listModels(core, call)),
    model: guard(core, { endpoint: 'model', permission: 'models:read', modelOf: modelIdIn }, (call) => showModel(core, call)),
    poll: guard(core, { endpoint: 'poll', permission: 'jobs:read' }, (call) => pollJob(core, call)),
    result: guard(core, { endpoint: 'result', permission: 'jobs:read' }, (call) => jobResult(core, call)),
    cancel: guard(core, { endpoint: 'cancel', permission: 'jobs:write' }, (call) => cancelJob(core, call)),
  };
  app.post('/v1/models/:id{.+}/run', on.run);
  app.get('/v1/models', on.list);
  app.get('/v1/models/:id{.+}', on.model);
  app.get('/v1/jobs/:id', on.poll);
  app.get('/v1/jobs/:id/result', on.result);
  app.delete('/v1/jobs/:id', on.cancel);
  app.get('/outputs/:file', (context) => serveOutput(core, context));
  app.route('/sandbox', controlApp(controlled));
  app.notFound((context) => context.json({ error: { code: 'NOT_FOUND', message: 'There is no such endpoint' } }, 404));
  app.onError((error) => {
    throw error;
  });
  return app;
}
