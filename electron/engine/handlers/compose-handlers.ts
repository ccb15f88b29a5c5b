import { createMade } from '../compose/made.ts';
import { createWildcards } from '../compose/wildcards.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type ComposeCall = 'wildcard.list' | 'wildcard.put' | 'wildcard.remove' | 'compose.made';

export function composeHandlers({ store, clock }: Rooms): Handlers<ComposeCall> {
  const wildcards = createWildcards({ store, clock });
  return {
    'wildcard.list': () => wildcards.list(),
    'wildcard.put': (list) => wildcards.put(list),
    'wildcard.remove': ({ name }) => {
      wildcards.remove(name);
      return null;
    },
    'compose.made': createMade(store),
  };
}
