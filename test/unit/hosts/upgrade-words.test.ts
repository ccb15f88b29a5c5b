import { expect, it } from 'vitest';
import { upgradeWords } from '../../../electron/hosts/upgrade-words.ts';

it('a small database is brought to today’s version without a word; of a large one its size is told, and that nothing is lost', () => {
  expect(upgradeWords(99_999_999)).toBeNull();
  expect(upgradeWords(927_000_000)).toMatch(/Its database \(927 MB\) .* nothing is lost/);
});
