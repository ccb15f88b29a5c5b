import { describe, expect, it } from 'vitest';
import { guessMapping, targetsOf, withTarget } from '../../../../renderer/screens/compose/import/mapping.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';
import * as schemas from './schemas.ts';

const flux = readForm(schemas.FLUX);

describe('columns of an import', () => {
  it('go to the field of their name, and what is called like a prompt to the prompt', () => {
    expect(guessMapping(['Prompt', 'Num Images', 'note'], flux)).toEqual({ Prompt: 'prompt', 'Num Images': 'num_images' });
    expect(guessMapping(['text', 'line'], flux)).toEqual({ text: 'prompt' });
    expect(guessMapping(['prompt', 'PROMPT'], flux)).toEqual({ prompt: 'prompt' });
    expect(targetsOf(flux)[0]).toBe('prompt');
  });

  it('can be sent elsewhere; a field takes one of them', () => {
    const mapping = { a: 'prompt', b: 'num_images' };
    expect(withTarget(mapping, 'b', 'prompt')).toEqual({ b: 'prompt' });
    expect(withTarget(mapping, 'a', '')).toEqual({ b: 'num_images' });
  });
});
