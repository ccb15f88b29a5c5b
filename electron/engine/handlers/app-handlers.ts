import { NO_RULES } from '../../../shared/contract/queue-calls.ts';
import type { Rooms } from '../rooms.ts';
import { starterBatch } from '../starter-batch.ts';
import type { Handler, Handlers } from './types.ts';

type AppCall = 'app.snapshot' | 'settings.update' | 'sandbox.start' | 'sandbox.stop' | 'sandbox.starterBatch';

export function appHandlers(rooms: Rooms, createBatch: Handler<'batch.create'>): Handlers<AppCall> {
  const { views, announcer, appSettings, sandbox } = rooms;
  return {
    'app.snapshot': () => views.snapshot(announcer.sequence),
    'settings.update': (patch) => {
      const next = appSettings.update(patch);
      announcer.settings();
      // Ceilings and shares may have changed.
      rooms.forecaster.poke();
      rooms.loop.poke();
      return next;
    },
    'sandbox.start': async () => {
      await sandbox.start();
      rooms.setEndpoint('sandbox');
      return null;
    },
    'sandbox.stop': async () => {
      rooms.setEndpoint('api');
      await sandbox.stop();
      return null;
    },
    'sandbox.starterBatch': async () => {
      await sandbox.start();
      rooms.setEndpoint('sandbox');
      const drafts = starterBatch().map(({ model, input }) => ({ model, input, priority: 0 }));
      const { batchId, jobs } = await createBatch({
        name: 'Starter batch',
        source: 'starter',
        jobs: drafts,
        templates: [],
        ...NO_RULES,
      });
      return { batchId, jobs };
    },
  };
}
