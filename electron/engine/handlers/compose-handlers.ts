import { createImports } from '../compose/imports.ts';
import { createMade } from '../compose/made.ts';
import { createStaging } from '../compose/staging.ts';
import { createWildcards } from '../compose/wildcards.ts';
import type { Rooms } from '../rooms.ts';
import type { Handler, Handlers } from './types.ts';

type ComposeCall =
  | 'wildcard.list'
  | 'wildcard.put'
  | 'wildcard.remove'
  | 'compose.made'
  | 'compose.stage'
  | 'compose.enqueue'
  | 'import.read'
  | 'import.check'
  | 'import.enqueue';

export function composeHandlers(rooms: Rooms, createBatch: Handler<'batch.create'>): Handlers<ComposeCall> {
  const { store, clock, catalog } = rooms;
  const wildcards = createWildcards({ store, clock });
  const staging = createStaging(clock);
  const imports = createImports({ catalog, endpoint: () => rooms.endpoint() });
  return {
    'wildcard.list': () => wildcards.list(),
    'wildcard.put': (list) => wildcards.put(list),
    'wildcard.remove': ({ name }) => {
      wildcards.remove(name);
      return null;
    },
    'compose.made': createMade(store),
    'compose.stage': ({ token, jobs }) => ({ staged: staging.add(token, jobs) }),
    'compose.enqueue': ({ token, ...batch }) => createBatch({ ...batch, jobs: staging.take(token) }),
    'import.read': (text) => imports.read(text),
    'import.check': (plan) => imports.check(plan),
    'import.enqueue': async (plan) => {
      const { text: _, format, model, fields, base, setAside, ...rules } = plan;
      const jobs = imports.inputs(plan).map(({ input }) => ({ model, input, priority: 0 }));
      const { batchId } = await createBatch({ ...rules, source: 'file', jobs, templates: [] });
      return { batchId, jobs: jobs.length };
    },
  };
}
