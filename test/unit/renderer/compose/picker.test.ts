import { describe, expect, it } from 'vitest';
import { groupModels } from '../../../../renderer/screens/compose/picker/model-groups.ts';
import { modelUse } from '../../../../renderer/screens/compose/picker/model-use.ts';
import { models } from '../../../support/fake-data.ts';

const model = (id: string, more: object = {}) => ({ ...models()[0]!, id, name: id, kind: 'image' as const, runnable: true, ...more });
const all = [model('a'), model('b'), model('c'), model('guess', { runnable: false }), model('clip', { kind: 'video' })];
const ids = (groups: ReturnType<typeof groupModels>) => groups.map(({ title, models: found }) => [title, found.map(({ id }) => id)]);

describe('the model picker', () => {
  it('shows favourites first, then by last use, what cannot be run last', () => {
    const use = modelUse([
      { models: ['c'], covers: [] },
      { models: ['b', 'c'], covers: ['x'] },
    ]);
    expect(ids(groupModels(all, 'all', '', { favourites: new Set(['a', 'guess']), use }))).toEqual([
      ['Image, by last use', ['a', 'c', 'b', 'guess']],
      ['Video', ['clip']],
    ]);
    expect(ids(groupModels(all, 'video', '', { favourites: new Set(), use: new Map() }))).toEqual([['Video', ['clip']]]);
    expect(ids(groupModels(all, 'all', 'gue', { favourites: new Set(), use: new Map() }))).toEqual([['Image', ['guess']]]);
  });

  it('takes a sample from batches of one model only', () => {
    const use = modelUse([
      { models: ['a'], covers: [] },
      { models: ['a', 'b'], covers: ['mixed'] },
      { models: ['a'], covers: ['own', 'older'] },
    ]);
    expect([use.get('a'), use.get('b')]).toEqual([
      { rank: 0, sample: 'own' },
      { rank: 1, sample: null },
    ]);
  });
});
