import type { KeyView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { key } from '../fake-data.ts';
import type { FakeEngine } from '../fake-engine.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine does with keys and the vault. */
export const KEY_CALLS: FakeCalls = {
  'key.add': (engine, { keys }) => {
    const first = Math.max(0, ...engine.keys.keys()) + 1;
    const added = keys.map(({ secret, label }, at) =>
      key({
        id: first + at,
        label: label ?? `Key ${first + at}`,
        plan: 'free',
        colour: (first + at) % 8,
        used: 1,
        resetInS: 59,
        jobs: 0,
        day: 1,
        more: { last4: secret.slice(-4), endpoint: engine.status.endpoint },
      }),
    );
    for (const one of added) engine.putKey(one);
    return { added, known: [] };
  },
  'key.update': (engine, { id, ...change }) => {
    const known = keyOf(engine, id);
    const state = change.enabled === undefined ? known.state : change.enabled ? 'ready' : 'disabled';
    return engine.putKey({ ...known, label: change.label ?? known.label, colour: change.colour ?? known.colour, labels: change.labels ?? known.labels, state });
  },
  'key.remove': (engine, { id }) => {
    engine.keys.delete(id);
    engine.emit('key.removed', [id]);
    return null;
  },
  'key.test': (engine, { id }) => engine.putKey({ ...keyOf(engine, id), lastError: null }),
  'vault.create': (engine) => (engine.setStatus({ vault: { kind: 'passphrase', state: 'open' } }), null),
  'vault.unlock': (engine, { passphrase }) => {
    if (passphrase === 'wrong') throw new AppError('BAD_INPUT', 'This is not the passphrase of this vault. Nothing was changed; try again.');
    engine.setStatus({ vault: { kind: 'passphrase', state: 'open' } });
    return null;
  },
};

function keyOf(engine: FakeEngine, id: number): KeyView {
  const found = engine.keys.get(id);
  if (!found) throw new AppError('NOT_FOUND', `There is no key ${id}.`);
  return found;
}
