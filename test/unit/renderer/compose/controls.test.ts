import { expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { refusedFields, refusedJobs } from '../../../../renderer/screens/compose/foot/refused-jobs.ts';
import { fieldHint } from '../../../../renderer/screens/compose/form/field-words.ts';
import { numberText, readNumber, stepped } from '../../../../renderer/screens/compose/form/number-text.ts';
import { groupModels, sameNames } from '../../../../renderer/screens/compose/picker/model-groups.ts';
import { rangeFigures, rangeWords } from '../../../../renderer/screens/compose/schema/range.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';
import { models } from '../../../support/fake-data.ts';
import * as schemas from './schemas.ts';

it('a number box keeps what is no number yet', () => {
  expect(['', ' 3 ', '3,5', '-1', '1e3', '.5'].map(readNumber)).toEqual([undefined, 3, 3.5, -1, 1000, 0.5]);
  expect(['3.', '-', 'x', '1e', 'Infinity', '0x10'].map(readNumber)).toEqual(['3.', '-', 'x', '1e', 'Infinity', '0x10']);
  expect([numberText(3.5), numberText('3.'), numberText(undefined), numberText(null)]).toEqual(['3.5', '3.', '', '']);
  expect([stepped(0.1, 0.2, 0, 1), stepped(4, 1, 1, 4), stepped(1, -1, 1, 4)]).toEqual([0.3, 4, 1]);
});

it('bounds read short beside a name and long in a message', () => {
  const range = (min: number | null, max: number | null, minOpen = false) => ({ min, max, minOpen, maxOpen: false });
  expect([rangeFigures(range(1, 4)), rangeFigures(range(0, 1, true)), rangeFigures(range(1, null)), rangeFigures(range(null, null))]).toEqual([
    '1–4',
    '> 0–1',
    '≥ 1',
    null,
  ]);
  expect([rangeWords(range(1, 4)), rangeWords(range(0, 1, true)), rangeWords(range(null, 9))]).toEqual(['1 to 4', 'more than 0, at most 1', 'at most 9']);
  const edit = readForm(schemas.EDIT);
  expect(edit.fields.map((field) => fieldHint(field, false))).toEqual(['file or web address', '1 to 3 entries', '> 0–1']);
});

it('the picker finds by any word, and groups by kind', () => {
  expect(groupModels(models(), 'all', 'flux PRO').map((group) => group.models.map((model) => model.id))).toEqual([['flux-pro']]);
  expect(
    groupModels(models(), 'video', '')
      .flatMap((group) => group.models)
      .every((model) => model.kind === 'video'),
  ).toBe(true);
  expect([...sameNames([...models(), ...models().slice(0, 1)])]).toEqual([models()[0]?.name]);
});

it('what the engine refused finds its fields', () => {
  const error = new AppError('BAD_INPUT', 'x', {
    jobs: [
      { index: 0, field: 'num_images', message: 'num_images: 1 to 4' },
      { index: 1, field: 'num_images', message: 'num_images: a whole number' },
      { index: 1, field: 'input', message: 'input: odd' },
    ],
  });
  expect(refusedJobs(error)).toHaveLength(3);
  expect(refusedFields(refusedJobs(error), readForm(schemas.FLUX))).toEqual(new Map([['num_images', 'num_images: 1 to 4']]));
  expect(refusedJobs(new AppError('OFFLINE', 'x', { jobs: 'no' }))).toEqual([]);
});
