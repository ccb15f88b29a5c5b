import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../../shared/domain.ts';
import { assemble, keepWhatFits } from '../../../../renderer/screens/compose/schema/assemble.ts';
import { checkField, checkInput } from '../../../../renderer/screens/compose/schema/check.ts';
import { numberControl, presetLabel, presetRatio, stepOf } from '../../../../renderer/screens/compose/schema/controls.ts';
import type { Field, Form } from '../../../../renderer/screens/compose/schema/field.ts';
import { inputText, readInputText } from '../../../../renderer/screens/compose/schema/json-text.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';
import * as schemas from './schemas.ts';

const kinds = (form: Form) => Object.fromEntries(form.fields.map((field) => [field.name, field.kind]));
const field = <K extends Field['kind']>(form: Form, name: string, kind: K) => {
  const found = form.fields.find((candidate) => candidate.name === name);
  if (found?.kind !== kind) throw new Error(`${name} is ${found?.kind}`);
  return found as Field & { kind: K };
};

describe('readForm', () => {
  it('reads the one schema the API publishes in full', () => {
    const form = readForm(schemas.FLUX);
    expect(form.prompt).toMatchObject({ name: 'prompt', required: true, description: 'What the image should show' });
    expect(kinds(form)).toEqual({ image_size: 'size', num_images: 'integer' });
    expect(field(form, 'image_size', 'size')).toMatchObject({
      custom: null,
      fallback: 'square_hd',
      presets: ['square', 'square_hd', 'portrait_4_3', 'landscape_16_9'],
    });
  });

  it('follows references, takes a size as enum or object, and "or null" as optional', () => {
    const form = readForm(schemas.WITH_REFERENCES);
    expect(kinds(form)).toEqual({ image_size: 'size', seed: 'seed', guidance_scale: 'number', loras: 'json', sync_mode: 'boolean' });
    expect(field(form, 'image_size', 'size').custom?.width).toEqual({ min: 1, max: 14142, minOpen: false, maxOpen: false });
    expect(form.seed?.description).toBe('The same seed gives the same image');
    expect(form.fields[0]?.name).toBe('image_size');
  });

  it('knows media by name, in lists too', () => {
    const form = readForm(schemas.EDIT);
    expect(field(form, 'image_url', 'media').media).toBe('image');
    expect(field(form, 'reference_image_urls', 'list')).toMatchObject({ item: { kind: 'media', media: 'image' }, minItems: 1, maxItems: 3 });
  });

  it('folds allOf in and takes constants with titles as choices', () => {
    expect(kinds(readForm(schemas.VIDEO))).toEqual({ duration: 'enum', aspect_ratio: 'size' });
    expect(readForm(schemas.VIDEO).fields.map((entry) => entry.required)).toEqual([true, false]);
    expect(field(readForm(schemas.SPEECH), 'voice', 'enum').options).toEqual([
      { value: 'ada', label: 'Ada, calm' },
      { value: 'bo', label: 'Bo, bright' },
    ]);
  });

  it('takes `text` as the prompt of a speech model, and none where there is none', () => {
    expect(readForm(schemas.SPEECH).prompt?.name).toBe('text');
    expect(readForm(schemas.UPSCALE).prompt).toBeNull();
  });

  it('ends on circles, reads old drafts and careless schemas', () => {
    expect(kinds(readForm(schemas.CIRCULAR))).toEqual({ node: 'json' });
    expect(field(readForm(schemas.OLD_DRAFT), 'steps', 'integer').range).toMatchObject({ min: 1, max: 50 });
    const careless = readForm(schemas.CARELESS);
    expect(careless.prompt?.name).toBe('text');
    expect(kinds(careless)).toEqual({
      prompt: 'json',
      steps: 'number',
      size: 'size',
      extra: 'json',
      nothing: 'json',
      list: 'json',
      choice: 'enum',
      mixed: 'text',
    });
    expect(field(careless, 'choice', 'enum').options).toHaveLength(2);
  });

  it('takes names that are traps as plain names', () => {
    const form = readForm(schemas.HOSTILE);
    expect(form.fields.map((entry) => entry.name)).toContain('__proto__');
    const input = assemble(form, JSON.parse('{"__proto__":"x"}') as ModelInput, '');
    expect(Object.keys(input)).toEqual(['__proto__']);
    expect(checkInput(form, input).size).toBe(0);
    expect([...checkInput(form, {}).keys()]).toEqual(['__proto__']);
  });

  it('offers prompt and JSON where there is no schema', () => {
    for (const nothing of [null, undefined, {}, 'x', [], { type: 'object' }, { properties: {} }])
      expect(readForm(nothing)).toMatchObject({ known: false, fields: [] });
  });
});

describe('assemble and check', () => {
  const flux = readForm(schemas.FLUX);

  it('sends only what was touched', () => {
    expect(assemble(flux, {}, 'a fox')).toEqual({ prompt: 'a fox' });
    expect(assemble(flux, { num_images: 2, image_size: '', mine: null }, 'a fox')).toEqual({ prompt: 'a fox', num_images: 2, mine: null });
  });

  it('fills in the default of a required field', () => {
    expect(assemble(readForm(schemas.WITH_REFERENCES), {}, 'x')).toEqual({ prompt: 'x', image_size: 'landscape_4_3' });
  });

  it('says what is wrong at the field', () => {
    expect(Object.fromEntries(checkInput(flux, { num_images: 7 }))).toEqual({ prompt: 'prompt: needed', num_images: 'num_images: 1 to 4' });
    expect(checkInput(flux, { prompt: 'x', num_images: 1.5 }).get('num_images')).toBe('num_images: a whole number');
    expect(checkInput(flux, { prompt: 'x', image_size: 'huge' }).get('image_size')).toBe('image_size: not one of the sizes');
    const edit = readForm(schemas.EDIT);
    expect(checkInput(edit, { prompt: 'x', image_url: 'fox.png', strength: 0 })).toEqual(
      new Map([
        ['image_url', 'image_url: a file, or a web address, https://…'],
        ['strength', 'strength: more than 0, at most 1'],
      ]),
    );
    expect(
      checkInput(edit, { prompt: 'x', image_url: 'https://a.example/x.png', reference_image_urls: ['https://a.example', 'no'] }).get('reference_image_urls'),
    ).toBe('reference_image_urls: entry 2: a file, or a web address, https://…');
    const referenced = readForm(schemas.WITH_REFERENCES);
    expect(checkInput(referenced, { prompt: 'x', image_size: { width: 0, height: 5 } }).get('image_size')).toBe('image_size: width 1 to 14142');
    expect(checkInput(referenced, { prompt: '🦊'.repeat(20), image_size: { width: 512, height: 512 } }).size).toBe(0);
  });

  it('keeps what fits another model', () => {
    const fits = (at: Field, value: unknown) => checkField(at, value) === null;
    expect(keepWhatFits(flux, { num_images: 9, image_size: 'square', seed: 4 }, fits)).toEqual({ image_size: 'square' });
  });
});

describe('controls', () => {
  it('chooses by range', () => {
    expect(numberControl(field(readForm(schemas.FLUX), 'num_images', 'integer'))).toBe('stepper');
    expect(numberControl(field(readForm(schemas.WITH_REFERENCES), 'guidance_scale', 'number'))).toBe('slider');
    expect(stepOf(field(readForm(schemas.WITH_REFERENCES), 'guidance_scale', 'number'))).toBeCloseTo(0.1);
    expect(numberControl({ kind: 'number', range: { min: null, max: null, minOpen: false, maxOpen: false }, step: null })).toBe('plain');
  });

  it('names sizes', () => {
    expect(['square', 'square_hd', 'portrait_4_3', 'landscape_16_9', '9:16', '1024x768', 'auto'].map(presetLabel)).toEqual([
      'square',
      'square HD',
      '3:4',
      '16:9',
      '9:16',
      '1024x768',
      'auto',
    ]);
    expect(['square', 'portrait_4_3', '16:9', '1024x512', 'auto'].map(presetRatio)).toEqual([1, 0.75, 16 / 9, 2, null]);
  });
});

describe('JSON view', () => {
  it('goes both ways and says where it breaks', () => {
    expect(readInputText(inputText({ a: [1, null] }))).toEqual({ ok: true, value: { a: [1, null] } });
    expect(readInputText('  ')).toEqual({ ok: true, value: {} });
    expect(readInputText('[1]').ok).toBe(false);
    expect(readInputText('{"a":')).toMatchObject({ ok: false, message: expect.stringMatching(/^Not valid JSON/) });
  });
});

describe('whatever comes', () => {
  const keyword = fc.constantFrom(
    'type',
    'properties',
    'anyOf',
    'oneOf',
    'allOf',
    '$ref',
    'enum',
    'const',
    'items',
    'required',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'width',
    'height',
    'prompt',
    'seed',
    'image_url',
    'default',
  );
  const word = fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean', 'null', '#', '#/properties', '#/properties/prompt', '#/x~1y', '');
  const schemaLike = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.double(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(keyword, tie('node'), { maxKeys: 5 }),
    ),
  })).node;

  it('never throws on schemas, values or text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          schemaLike,
          fc.json().map((text) => JSON.parse(text) as unknown),
        ),
        fc.dictionary(fc.oneof(keyword, fc.string()), fc.jsonValue()),
        fc.string(),
        (schema, values, prompt) => {
          const form = readForm(schema);
          const input = assemble(form, values as ModelInput, prompt);
          checkInput(form, input);
          for (const entry of form.fields) if (entry.kind === 'number' || entry.kind === 'integer') expect(stepOf(entry)).toBeGreaterThan(0);
          keepWhatFits(form, values as ModelInput, (at, value) => checkField(at, value) === null);
          readInputText(prompt);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('what it accepts stays the same when read back', () => {
    for (const schema of Object.values(schemas.CORPUS)) {
      const form = readForm(schema);
      const once = assemble(form, {}, 'a fox');
      expect(assemble(form, once, form.prompt ? 'a fox' : '')).toEqual(once);
    }
  });
});
