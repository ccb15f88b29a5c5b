import { createCompositions } from '../compose/compositions.ts';
import { createDesk } from '../compose/desk.ts';
import { createImports } from '../compose/imports.ts';
import { createMade } from '../compose/made.ts';
import { createPresets } from '../compose/presets.ts';
import { createStaging } from '../compose/staging.ts';
import { createWildcards } from '../compose/wildcards.ts';
import type { Rooms } from '../rooms.ts';
import type { Handler, Handlers } from './types.ts';

type ComposeCall =
  | 'wildcard.list'
  | 'wildcard.put'
  | 'wildcard.remove'
  | 'desk.load'
  | 'desk.save'
  | 'preset.list'
  | 'preset.get'
  | 'preset.put'
  | 'preset.remove'
  | 'history.list'
  | 'history.get'
  | 'compose.made'
  | 'compose.stage'
  | 'compose.enqueue'
  | 'import.bring'
  | 'import.drop'
  | 'import.read'
  | 'import.check'
  | 'import.enqueue';

export function composeHandlers(rooms: Rooms, createBatch: Handler<'batch.create'>): Handlers<ComposeCall> {
  const { store, clock, catalog } = rooms;
  const wildcards = createWildcards({ store, clock });
  const desk = createDesk(store, clock);
  const presets = createPresets(store, clock);
  const history = createCompositions(store);
  const staging = createStaging(clock);
  const imports = createImports({ clock, catalog, endpoint: () => rooms.endpoint() });
  return {
    'wildcard.list': () => wildcards.list(),
    'wildcard.put': (list) => wildcards.put(list),
    'wildcard.remove': ({ name }) => {
      wildcards.remove(name);
      return null;
    },
    'desk.load': () => desk.load(),
    'desk.save': ({ text }) => desk.save(text),
    'preset.list': () => presets.list(),
    'preset.get': ({ id }) => presets.get(id),
    'preset.put': (preset) => presets.put(preset),
    'preset.remove': ({ id }) => {
      presets.remove(id);
      return null;
    },
    'history.list': (wanted) => history.list(wanted),
    'history.get': ({ id }) => history.get(id),
    'compose.made': createMade(store),
    'compose.stage': ({ token, jobs }) => ({ staged: staging.add(token, jobs) }),
    'compose.enqueue': ({ token, ...batch }) => createBatch({ ...batch, jobs: staging.take(token) }),
    'import.bring': (part) => imports.bring(part),
    'import.drop': ({ token }) => {
      imports.drop(token);
      return null;
    },
    'import.read': (text) => imports.read(text),
    'import.check': (plan) => imports.check(plan),
    'import.enqueue': async (plan) => {
      const { token: _, format, model, fields, base, setAside, ...rules } = plan;
      const jobs = (await imports.inputs(plan)).map(({ input }) => ({ model, input, priority: 0 }));
      const { batchId } = await createBatch({ ...rules, source: 'file', jobs, templates: [] });
      return { batchId, jobs: jobs.length };
    },
  };
}
