import { expect, it } from 'vitest';
import { openingWords } from '../../../electron/hosts/opening-words.ts';

it('a small database is brought to today’s version without a word; of a large one its size is told, and that nothing is lost', () => {
  expect(openingWords({ why: 'upgrade', bytes: 99_999_999 })).toBeNull();
  expect(openingWords({ why: 'upgrade', bytes: 927_000_000 })).toMatch(/earlier companion. Its database \(927 MB\) .* nothing is lost/);
});

it('a small database is read through without a word; of a large one it is told why', () => {
  expect(openingWords({ why: 'check', bytes: 249_999_999 })).toBeNull();
  expect(openingWords({ why: 'check', bytes: 927_000_000 })).toMatch(/database \(927 MB\) is read through first, as after a crash .* nothing is lost/);
});
