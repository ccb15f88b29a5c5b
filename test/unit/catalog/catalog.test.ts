import Database from 'better-sqlite3';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelView } from '../../../shared/domain.ts';
import type { RemoteModel } from '../../../electron/engine/api/exchange.ts';
import { type Catalog, createCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const SQL = readFileSync(new URL('../../../electron/engine/store/migrations/001-first.sql', import.meta.url), 'utf8');
const SCHNELL = 'fal-ai/flux/schnell';

let db: Database.Database;
let catalog: Catalog;

beforeEach(() => {
  db = new Database(':memory:');
  db.exec(SQL);
  catalog = createCatalog({ db, clock: new VirtualClock() });
});
afterEach(() => db.close());

const reopened = () => createCatalog({ db, clock: new VirtualClock() });

function remote(id: string, more: Partial<RemoteModel> = {}): RemoteModel {
  return { id, name: `Name of ${id}`, description: null, category: null, provider: null, active: true, creditsPerRun: null, inputSchema: null, ...more };
}

function withSchema(properties: Record<string, unknown>, more: Record<string, unknown> = {}): void {
  catalog.store('api', [remote('m', { inputSchema: { type: 'object', properties, ...more } })]);
}

const messages = (input: unknown, model = 'm') => catalog.checkInput('api', model, input).map(({ message }) => message);

describe('the list', () => {
  it('is the seed before the API was asked, fit for the contract', () => {
    const list = catalog.list('api');
    expect(list).toHaveLength(16);
    for (const model of list) expect(modelView.parse(model)).toEqual(model);
    expect(catalog.get('api', SCHNELL)).toMatchObject({
      aliases: ['flux-schnell'],
      kind: 'image',
      creditsPerRun: 1,
      runnable: true,
      source: 'seed',
      usualMs: null,
    });
    expect(list.filter(({ runnable }) => !runnable).map(({ id }) => id)).toContain('sora-2-pro');
    expect(list.map(({ name }) => name)).toEqual(list.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en')));
  });
  it('takes what the API listed, and fills its gaps from the seed', () => {
    catalog.store('api', [remote(SCHNELL, { name: 'FLUX.1', description: 'Fast', creditsPerRun: 3 })]);
    expect(catalog.list('api')).toHaveLength(16);
    expect(catalog.get('api', SCHNELL)).toMatchObject({
      name: 'FLUX.1',
      description: 'Fast',
      creditsPerRun: 3,
      provider: 'fal-ai',
      category: 'text-to-image',
      source: 'api',
    });
    expect(catalog.get('api', SCHNELL)?.inputSchema).toMatchObject({ required: ['prompt'] });
  });
  it('supersedes a seed entry that the API lists by its slug; presets find it by either id', () => {
    catalog.store('api', [remote('flux-schnell')]);
    expect(catalog.list('api').map(({ id }) => id)).not.toContain(SCHNELL);
    expect(catalog.get('api', SCHNELL)).toMatchObject({ id: 'flux-schnell', aliases: [SCHNELL] });
    expect(catalog.get('api', 'flux-schnell')).toMatchObject({ id: 'flux-schnell' });
  });
  it('keeps both when the API lists both, neither an alias of the other', () => {
    catalog.store('api', [remote('flux-schnell'), remote(SCHNELL)]);
    expect(catalog.get('api', SCHNELL)).toMatchObject({ id: SCHNELL, aliases: [] });
    expect(catalog.get('api', 'flux-schnell')).toMatchObject({ id: 'flux-schnell', aliases: [] });
  });
  it('a made-up id becomes runnable once the API confirms it', () => {
    expect(catalog.get('api', 'veo-3.1')?.runnable).toBe(false);
    catalog.store('api', [remote('veo-3.1')]);
    expect(catalog.get('api', 'veo-3.1')).toMatchObject({ runnable: true, category: 'text-to-video' });
    expect(catalog.get('sandbox', 'veo-3.1')?.runnable).toBe(false);
  });
  it('an id that the API gave no name keeps the seed’s', () => {
    catalog.store('api', [remote(SCHNELL, { name: SCHNELL }), remote('x', { name: 'x' })]);
    expect(catalog.get('api', SCHNELL)?.name).toBe('FLUX Schnell');
    expect(catalog.get('api', 'x')?.name).toBe('x');
  });
  it('a list entry without a schema keeps the one known, over a restart', () => {
    const inputSchema = { type: 'object', properties: { prompt: { type: 'string' } } };
    catalog.store('api', [remote('m', { inputSchema, creditsPerRun: 4, category: 'text-to-audio' })]);
    expect(catalog.store('api', [remote('m', { name: 'New' })])).toMatchObject([{ name: 'New', inputSchema, creditsPerRun: 4, kind: 'audio' }]);
    expect(reopened().get('api', 'm')).toMatchObject({ name: 'New', inputSchema, creditsPerRun: 4 });
  });
  it('an unknown model is null', () => {
    expect(catalog.get('api', 'nobody/knows')).toBeNull();
    expect(catalog.get('api', '__proto__')).toBeNull();
  });
  it('aliases go both ways', () => {
    expect(catalog.aliasesOf(SCHNELL)).toEqual(['flux-schnell']);
    expect(catalog.aliasesOf('flux-schnell')).toEqual([SCHNELL]);
    expect(catalog.aliasesOf('nobody/knows')).toEqual([]);
  });
});

describe('durations', () => {
  it('are unknown before the first run', () => {
    expect(catalog.quantile('api', SCHNELL, 0.5)).toBeNull();
  });
  it('hold for every id of a model, over a restart, and stay in their endpoint', () => {
    for (const ms of [1000, 3000, 2000]) catalog.recordDuration('api', SCHNELL, ms);
    expect(catalog.quantile('api', 'flux-schnell', 0.5)).toBe(2000);
    expect(catalog.quantile('api', SCHNELL, 0.25)).toBe(1500);
    expect(reopened().quantile('api', 'flux-schnell', 1)).toBe(3000);
    expect(catalog.quantile('sandbox', SCHNELL, 0.5)).toBeNull();
    expect(catalog.get('api', SCHNELL)?.usualMs).toBe(2000);
  });
  it('keep the last 200, and ignore what is none', () => {
    for (let ms = 1; ms <= 500; ms++) catalog.recordDuration('api', 'm', ms);
    for (const nonsense of [NaN, -1, Infinity]) catalog.recordDuration('api', 'm', nonsense);
    expect([catalog.quantile('api', 'm', 0), catalog.quantile('api', 'm', 1)]).toEqual([301, 500]);
    expect(db.prepare('SELECT json_array_length(samples) AS n FROM model_duration').get()).toEqual({ n: 200 });
  });
  it('of few runs more is expected of the next than was seen, unless all were alike', () => {
    const learn = (model: string, values: number[]) => values.forEach((ms) => catalog.recordDuration('api', model, ms));
    expect(catalog.bound('api', 'spread', 0.98)).toBeNull();
    learn('spread', [80_000, 90_000, 100_000]);
    learn('alike', [90_000, 90_000, 90_000]);
    learn('once', [90_000]);
    learn(
      'many',
      Array.from({ length: 100 }, (_, n) => 80_000 + n * 200),
    );
    expect(catalog.bound('api', 'spread', 0.98)).toBeGreaterThan(115_000);
    expect(catalog.bound('api', 'spread', 0.98)).toBeLessThan(160_000);
    expect(['alike', 'once', 'many'].map((model) => catalog.bound('api', model, 0.98))).toEqual([90_000, 90_000, catalog.quantile('api', 'many', 0.98)]);
  });

  it('quantiles rise with p and stay within what was seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e7), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, p, q) => {
          db.exec('DELETE FROM model_duration');
          const fresh = reopened();
          for (const ms of samples) fresh.recordDuration('api', 'm', ms);
          const [low, high] = [fresh.quantile('api', 'm', Math.min(p, q)) ?? -1, fresh.quantile('api', 'm', Math.max(p, q)) ?? -1];
          expect(low).toBeGreaterThanOrEqual(Math.min(...samples));
          expect(high).toBeLessThanOrEqual(Math.max(...samples));
          expect(low).toBeLessThanOrEqual(high);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('checking an input', () => {
  it.each([
    [{ prompt: 'a fox' }, []],
    [{}, ['prompt: required']],
    [{ prompt: 'a', num_images: 9 }, ['num_images: 1 to 4']],
    [{ prompt: 'a', num_images: 1.5 }, ['num_images: a whole number']],
    [{ prompt: 7 }, ['prompt: text']],
    [{ prompt: 'a', image_size: 'huge' }, ['image_size: square, square_hd, portrait_4_3 or landscape_16_9']],
    [{ num_images: 0 }, ['prompt: required', 'num_images: 1 to 4']],
  ])('FLUX Schnell with %j', (input, expected) => {
    expect(messages(input, SCHNELL)).toEqual(expected);
    expect(messages(input, 'flux-schnell')).toEqual(expected);
  });
  it('rule 12: a size may be an object until the API’s own schema says otherwise', () => {
    const input = { prompt: 'a', image_size: { width: 1024, height: 1024 } };
    expect(messages(input, SCHNELL)).toEqual([]);
    catalog.store('api', [remote(SCHNELL)]);
    expect(messages(input, SCHNELL)).toEqual([]);
    catalog.store('api', [remote(SCHNELL, { inputSchema: { properties: { image_size: { type: 'string' } } } })]);
    expect(messages(input, SCHNELL)).toEqual(['image_size: text']);
  });
  it.each([
    [{ type: 'number', minimum: 0.5 }, 0, 'at least 0.5'],
    [{ type: 'number', maximum: 2000 }, 3000, 'at most 2,000'],
    [{ type: 'number', exclusiveMinimum: 0, maximum: 1 }, 0, 'more than 0 and at most 1'],
    [{ type: 'number', exclusiveMaximum: 1 }, 1, 'less than 1'],
    [{ type: 'integer', multipleOf: 8 }, 9, 'a multiple of 8'],
    [{ type: 'string', minLength: 1 }, '', 'at least 1 character'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'at most 2 characters'],
    [{ type: 'string', minLength: 2, maxLength: 4 }, 'a', '2 to 4 characters'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'at most 1 entry'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'no entry twice'],
    [{ type: 'string', format: 'uri' }, 'nope', 'a web address'],
    [{ type: 'string', format: 'ipv4' }, 'nope', 'in the form “ipv4”'],
    [{ type: 'string', format: 'unheard-of' }, 'anything', null],
    [{ type: 'string', pattern: '^a+$' }, 'b', 'in the form ^a+$'],
    [{ type: ['integer', 'null'] }, 'b', 'a whole number or nothing'],
    [{ const: 'x' }, 'b', 'x'],
    [{ enum: Array.from({ length: 20 }, (_, i) => i) }, 99, '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or one of 8 more'],
    [
      {
        anyOf: [
          { type: 'string', enum: ['a', 'b'] },
          { type: 'object', required: ['width'] },
        ],
      },
      'c',
      'a or b, or an object',
    ],
    [{ not: {} }, 1, 'does not fit this model'],
    [false, 1, 'boolean schema is false'],
  ])('%j says of %j: %s', (schema, value, words) => {
    withSchema({ x: schema });
    const field = words === 'does not fit this model' ? 'input' : 'x';
    expect(messages({ x: value })).toEqual(words === null ? [] : [`${field}: ${words}`]);
  });
  it('names inner fields and unknown ones', () => {
    withSchema({ size: { type: 'object', properties: { 'a/b': { type: 'integer' } }, required: ['h'] } }, { additionalProperties: false });
    expect(catalog.checkInput('api', 'm', { size: { 'a/b': 'x' }, steps: 4 }).map(({ field, message }) => [field, message])).toEqual([
      ['steps', 'steps: not known to this model'],
      ['size.h', 'size.h: required'],
      ['size.a/b', 'size.a/b: a whole number'],
    ]);
  });
  it.each([null, [], 'text', 7, undefined])('%j is no input', (input) => {
    expect(messages(input, SCHNELL)).toEqual(['input: an object']);
    expect(messages(input, 'nobody/knows')).toEqual(['input: an object']);
  });
  it('an unknown model, and one without a schema, takes any object', () => {
    expect(messages({ anything: 1 }, 'nobody/knows')).toEqual([]);
    expect(messages({ anything: 1 }, 'fal-ai/flux/dev')).toEqual([]);
  });
  it.each(['', '..', 'a//b', 'a/../b', '/a', '\ud800'])('%j can be no id: no request could carry it', (id) => {
    expect(catalog.checkInput('api', id, { prompt: 'x' })).toEqual([{ field: 'model', message: expect.stringContaining('no model’s id') }]);
  });
  it('a model whose id is a guess takes none', () => {
    expect(catalog.checkInput('api', 'sora-2-pro', { prompt: 'x' })).toEqual([{ field: 'model', message: expect.stringContaining('Sora 2 Pro') }]);
  });
  it.each([
    { $ref: 'https://elsewhere.test/schema.json' },
    { properties: { x: { pattern: '(' } } },
    { type: 'no-such-type' },
    { $async: true, required: ['x'] },
    { $id: 7 },
    { properties: { x: { minimum: 'low' } } },
  ])('a schema that does not compile counts as none: %j', (inputSchema) => {
    catalog.store('api', [remote('m', { inputSchema })]);
    expect(messages({ x: 1 })).toEqual([]);
  });
  it('two schemas under one $id do not meet', () => {
    const schema = (name: string) => ({ $id: 'https://s.test/x', required: [name] });
    catalog.store('api', [remote('m', { inputSchema: schema('a') }), remote('n', { inputSchema: schema('b') })]);
    expect([messages({}, 'm'), messages({}, 'n')]).toEqual([['a: required'], ['b: required']]);
  });
  it('a new schema replaces the compiled one', () => {
    withSchema({}, { required: ['a'] });
    expect(messages({})).toEqual(['a: required']);
    withSchema({}, { required: ['b'] });
    expect(messages({})).toEqual(['b: required']);
  });
  it('whatever a schema is, checking never throws and answers with a list', () => {
    const key = fc.constantFrom('type', 'properties', 'required', 'enum', 'anyOf', 'items', 'pattern', 'format', '$ref', '$id', '$defs', 'minimum', 'not', 'x');
    const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue(),
        fc.constantFrom('object', 'string', '#', '#/x'),
        fc.array(tie('schema'), { maxLength: 2 }),
        fc.dictionary(key, tie('schema'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, schema), fc.dictionary(fc.constantFrom('x', 'prompt', 'type'), fc.jsonValue()), (inputSchema, input) => {
        catalog.store('api', [remote('m', { inputSchema })]);
        for (const complaint of catalog.checkInput('api', 'm', input)) expect(complaint.message.startsWith(`${complaint.field}: `)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
