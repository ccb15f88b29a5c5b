import { describe, expect, it } from 'vitest';
import { wildcardName } from '../../../shared/contract/compose-calls.ts';
import { readTemplate } from '../../../shared/prompt/template.ts';
import { createWildcards } from '../../../electron/engine/compose/wildcards.ts';
import { freshStore } from '../../support/fresh-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { listName } from '../../../renderer/screens/compose/wildcards/list-files.ts';

async function wildcards() {
  const store = await freshStore();
  return createWildcards({ store, clock: new VirtualClock(5_000) });
}

describe('wildcard lists', () => {
  it('are kept by name, as they were written', async () => {
    const lists = await wildcards();
    lists.put({ name: 'light', text: 'fog\n# no\nsun' });
    lists.put({ name: 'animal', text: 'fox' });
    expect(lists.put({ name: 'animal', text: 'hare' })).toEqual({ name: 'animal', text: 'hare', changedAt: 5_000 });
    expect(lists.list().map(({ name, text }) => [name, text])).toEqual([
      ['animal', 'hare'],
      ['light', 'fog\n# no\nsun'],
    ]);
    lists.remove('light');
    expect(lists.list()).toHaveLength(1);
    expect(() => lists.remove('light')).toThrow('There is no wildcard list “light” any more.');
  });

  it('are renamed, but not over another', async () => {
    const lists = await wildcards();
    lists.put({ name: 'a', text: '1' });
    lists.put({ name: 'b', text: '2' });
    expect(() => lists.put({ name: 'b', text: '3', was: 'a' })).toThrow('There is a wildcard list “b” already.');
    lists.put({ name: 'c', text: '3', was: 'a' });
    expect(lists.list().map(({ name, text }) => name + text)).toEqual(['b2', 'c3']);
    expect(() => lists.put({ name: 'd', text: '', was: 'gone' })).toThrow('no wildcard list “gone”');
  });

  it('have names that a prompt can say', () => {
    for (const name of [
      'animal',
      'birds/big',
      'north_america',
      'Österreich 2',
      '35 mm',
      'a-b.c',
      listName('my (old) list__x.txt'),
      listName('___.txt'),
      listName('b{i}g|.txt'),
    ]) {
      expect([name, wildcardName.safeParse(name).success]).toEqual([name, true]);
      expect(readTemplate(`a __${name}__ b`, new Map([[name, ['x', 'y']]])).prompt([1], 0, 0)).toBe('a y b');
    }
    for (const name of ['', 'a__b', '_a', 'a_', 'a{', 'a|b', '*', 'a*', '!a', 'a(b)', '/a', 'a/', 'a,b', 'x'.repeat(101)])
      expect(wildcardName.safeParse(name).success).toBe(false);
  });
});
