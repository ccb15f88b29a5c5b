import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { fromSidecar, toSidecar } from '../../../electron/engine/library/sidecar.ts';
import type { Provenance, StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { assetView, NOTHING_KEPT } from '../../../shared/domain.ts';
import { ASIDE, library, provenance } from './support.ts';

let made = 0;
function stored(overrides: Partial<StoredFile> = {}): StoredFile {
  const sha256 = (++made).toString(16).padStart(64, '0');
  return { sha256, bytes: 1_000, extension: 'png', mime: 'image/png', kind: 'image', width: 64, height: 48, ...overrides };
}

const ALL = { offset: 0, limit: 100 };

describe('recording an asset', () => {
  test('keeps everything about how it was made', async () => {
    const { assets, clock } = await library();
    const file = stored();
    expect(assets.record(file, provenance())).toBe(1);
    const view = assets.get(file.sha256);
    const { endpoint: _, ...shown } = provenance();
    expect(view).toEqual({
      id: 1,
      revision: 1,
      ...file,
      durationS: null,
      thumbnail: 'wanted',
      createdAt: clock.now(),
      ...shown,
      trashedAt: null,
      kept: NOTHING_KEPT,
      imported: false,
      missing: false,
    });
    expect(assetView.parse(view)).toEqual(view);
    expect(assets.get('f'.repeat(64))).toBeNull();
  });

  test('nothing known is null, not made up', async () => {
    const { assets } = await library();
    const nothing = {
      jobId: null,
      jobNumber: null,
      batchId: null,
      batchName: null,
      batchTotal: null,
      prompt: null,
      seed: null,
      keyLabel: null,
      credits: null,
      tookMs: null,
    };
    const [view] = assets.some([assets.record(stored({ width: null, height: null }), provenance({ ...nothing, input: {} }))]);
    expect(view).toMatchObject({ ...nothing, input: {}, width: null, height: null });
    expect(assetView.parse(view)).toEqual(view);
  });

  test('the same bytes again keep the first row', async () => {
    const { assets } = await library();
    const file = stored();
    const first = assets.record(file, provenance({ prompt: 'first' }));
    expect(assets.record(file, provenance({ prompt: 'second' }))).toBe(first);
    expect(assets.get(file.sha256)?.prompt).toBe('first');
    expect(assets.totals()).toEqual({ assets: 1, bytes: 1_000 });
    expect(assets.list({ ...ALL, text: 'second' }).total).toBe(0);
  });

  test('a transaction that is undone leaves nothing, also not in the counters', async () => {
    const { assets, db } = await library();
    assets.record(stored(), provenance());
    const undo = db.transaction(() => {
      assets.record(stored(), provenance({ prompt: 'ghost' }));
      expect(assets.totals()).toEqual({ assets: 2, bytes: 2_000 });
      throw new Error('undo');
    });
    expect(undo).toThrow('undo');
    expect(assets.totals()).toEqual({ assets: 1, bytes: 1_000 });
    expect(assets.list({ ...ALL, text: 'ghost' })).toEqual({ assets: [], total: 0 });
    assets.record(stored(), provenance());
    expect(assets.totals()).toEqual({ assets: 2, bytes: 2_000 });
  });

  test('a seed too large to be exact is not shown wrong', async () => {
    const { assets } = await library();
    const ids = [2 ** 60, 2 ** 40].map((seed) => assets.record(stored(), provenance({ seed })));
    expect(assets.some(ids).map(({ seed }) => seed)).toEqual([null, 2 ** 40]);
  });

  test.each(['🦊 im Schnee ❄️', 'ثعلب أحمر في الثلج', '\u202eevil\u202c', 'x'.repeat(300), "'); DROP TABLE asset; --", 'line\nbreak\ttab'])(
    'the prompt %j comes back as it was',
    async (prompt) => {
      const { assets } = await library();
      const file = stored();
      assets.record(file, provenance({ prompt, input: { prompt } }));
      expect(assets.get(file.sha256)).toMatchObject({ prompt, input: { prompt } });
    },
  );
});

describe('what a sidecar tells', () => {
  test('is the row, there and back', async () => {
    const one = await library();
    const file = stored({ kind: 'video', mime: 'video/webm', extension: 'webm' });
    one.assets.record(file, provenance());
    one.assets.setThumbnail(file.sha256, { state: 'ready', width: 1_920, height: 1_080, durationS: 4.5 });
    const text = JSON.stringify(one.assets.sidecar(file.sha256));
    const content = fromSidecar(text);
    const other = await library();
    other.assets.record(content.stored, content.made, { createdAt: content.createdAt });
    other.assets.setThumbnail(file.sha256, { state: 'ready', width: null, height: null, durationS: content.durationS });
    expect(other.assets.get(file.sha256)).toEqual(one.assets.get(file.sha256));
    expect(other.db.prepare('SELECT endpoint FROM asset').pluck().get()).toBe('sandbox');
    expect(one.assets.sidecar('f'.repeat(64))).toBeNull();
  });

  test('can be read again whatever the numbers were', () => {
    const file = stored();
    const text = JSON.stringify(toSidecar({ stored: file, made: provenance({ seed: 2 ** 60, tookMs: 12.6 }), createdAt: 1, ...ASIDE }));
    expect(fromSidecar(text).made).toEqual(provenance({ seed: null, tookMs: 13 }));
  });

  test('an older asset taken in again sorts where it belongs', async () => {
    const { assets, clock } = await library();
    assets.record(stored(), provenance({ prompt: 'new' }));
    assets.record(stored(), provenance({ prompt: 'old' }), { createdAt: clock.now() - 1_000 });
    expect(assets.list(ALL).assets.map(({ prompt }) => prompt)).toEqual(['new', 'old']);
  });

  test.each(['', 'no json', 'null', '{}', '{"format":2}', '[1]'])('%j is none', (text) => {
    expect(() => fromSidecar(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  test('paths in place of a hash or an extension are none either; what a later companion adds is passed over', async () => {
    const { assets } = await library();
    const file = stored();
    assets.record(file, provenance());
    const sidecar = assets.sidecar(file.sha256)!;
    for (const bad of [{ sha256: '../x' }, { extension: '../x' }, { extension: 'json' }, { bytes: -1 }]) {
      expect(() => fromSidecar(JSON.stringify({ ...sidecar, file: { ...sidecar.file, ...bad } }))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    }
    expect(fromSidecar(JSON.stringify({ ...sidecar, tags: ['fox'], made: { ...sidecar.made, template: 'x' } })).made).toEqual(provenance());
  });
});

describe('listing assets', () => {
  const shelf = async () => {
    const lib = await library();
    const add = (overrides: Partial<Provenance>, file: Partial<StoredFile> = {}) => {
      lib.clock.jump(1_000);
      lib.assets.record(stored(file), provenance(overrides));
    };
    add({ prompt: 'a red fox in the snow' });
    add({ prompt: 'a foxglove, in rain', model: 'sd-xl', modelName: 'Stable Diffusion XL', batchId: 9, batchName: 'Garden' });
    add({ prompt: 'Ein Füchslein "im Schnee"', model: 'veo', modelName: 'Veo' }, { kind: 'video', mime: 'video/mp4', extension: 'mp4' });
    add({ prompt: null, model: 'tts', modelName: 'Speech', batchId: null, batchName: null }, { kind: 'audio', mime: 'audio/wav', extension: 'wav' });
    return { ...lib, prompts: (filter: object) => lib.assets.list({ ...ALL, ...filter }).assets.map(({ prompt }) => prompt) };
  };
  const [SNOW, GLOVE, GERMAN] = ['a red fox in the snow', 'a foxglove, in rain', 'Ein Füchslein "im Schnee"'];

  test('newest first, a page at a time, with the whole number', async () => {
    const { assets, prompts } = await shelf();
    expect(prompts({})).toEqual([null, GERMAN, GLOVE, SNOW]);
    const page = assets.list({ offset: 1, limit: 2 });
    expect([page.assets.map(({ prompt }) => prompt), page.total]).toEqual([[GERMAN, GLOVE], 4]);
    expect(assets.list({ offset: 10, limit: 2 })).toEqual({ assets: [], total: 4 });
  });

  test.each([
    [{ kinds: ['video', 'audio'] }, [null, GERMAN]],
    [{ kinds: [] }, []],
    [{ models: ['sd-xl', 'veo'] }, [GERMAN, GLOVE]],
    [{ batchId: 9 }, [GLOVE]],
    [{ kinds: ['image'], models: ['sd-xl'], batchId: 9, text: 'fox' }, [GLOVE]],
    [{ text: 'fox' }, [GLOVE, SNOW]],
    [{ text: 'red fox' }, [SNOW]],
    [{ text: 'fox red' }, [SNOW]],
    [{ text: 'FUCHS' }, [GERMAN]],
    [{ text: 'rai fox' }, []],
    [{ text: 'diffusion' }, [GLOVE]],
    [{ text: 'garden' }, [GLOVE]],
    [{ text: '   ' }, [null, GERMAN, GLOVE, SNOW]],
    [{ text: '"im' }, [GERMAN]],
    [{ text: 'prompt:fox' }, [GLOVE, SNOW]],
    [{ text: 'prompt:diffusion' }, []],
    [{ text: 'model:diff' }, [GLOVE]],
    [{ text: '-snow fox' }, [GLOVE]],
    [{ text: '-kind:image' }, [null, GERMAN]],
    [{ text: 'seed:4711 is:practice' }, [null, GERMAN, GLOVE, SNOW]],
    [{ text: '-seed:4711' }, []],
    [{ text: 'rating:0 -is:imported on:today' }, [null, GERMAN, GLOVE, SNOW]],
    [{ text: 'before:2020' }, []],
    [{ text: 'key:stud -key:x%' }, [null, GERMAN, GLOVE, SNOW]],
    [{ text: 'NOT fox' }, []],
    [{ text: 'fox*' }, [GLOVE, SNOW]],
    [{ text: '!?' }, [null, GERMAN, GLOVE, SNOW]],
  ])('by %j', async (filter, expected) => {
    const { assets, prompts } = await shelf();
    expect(prompts(filter)).toEqual(expected);
    expect(assets.list({ ...ALL, ...(filter as object) }).total).toBe(expected.length);
  });

  test('no text that a person can type breaks the search', async () => {
    const { assets } = await shelf();
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '""', '*', 'a" OR "b', '^x', 'NEAR(a b)', '{a b}:c', '-x', '(', '\0')),
        (text) => {
          expect(assets.list({ ...ALL, text }).total).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(assets.list({ ...ALL, text: 'x '.repeat(5_000) }).total).toBe(0);
  });
});

describe('words of new assets', () => {
  const found = ({ assets }: Awaited<ReturnType<typeof library>>, text: string) => assets.list({ ...ALL, text }).total;
  const indexed = ({ db }: Awaited<ReturnType<typeof library>>) => db.prepare('SELECT count(*) FROM asset_text').pluck().get();

  test('are written many at a time, and found at once all the same', async () => {
    const lib = await library();
    for (let at = 0; at < 63; at++) lib.assets.record(stored(), provenance({ prompt: 'a fox' }));
    expect(indexed(lib)).toBe(0);
    lib.assets.record(stored(), provenance({ prompt: 'a fox' }));
    expect(indexed(lib)).toBe(64);
    lib.assets.record(stored(), provenance({ prompt: 'a fox' }));
    expect([indexed(lib), found(lib, 'fox'), indexed(lib)]).toEqual([64, 65, 65]);
  });

  test('are not lost where a later one is changed first, or where the newest are deleted', async () => {
    const lib = await library();
    const files = [stored(), stored(), stored()];
    for (const file of files) lib.assets.record(file, provenance({ prompt: 'a fox' }));
    createKeep(lib.db).change([files[1]!.sha256], { title: 'hunter' });
    expect([found(lib, 'hunter'), found(lib, 'fox')]).toEqual([1, 3]);
    const trash = createTrash(lib.db, lib.clock);
    lib.assets.record(stored(), provenance({ prompt: 'a fox' }));
    trash.put([files[2]!.sha256]);
    trash.remove(files[2]!.sha256);
    expect([found(lib, 'fox'), indexed(lib)]).toEqual([3, 3]);
  });
});

describe('thumbnails to be made', () => {
  test('newest first, until they are made or given up', async () => {
    const { assets } = await library();
    const files = [stored(), stored({ kind: 'video', width: null, height: null }), stored({ kind: 'audio', width: null, height: null })];
    for (const file of files) assets.record(file, provenance());
    expect(assets.withoutThumbnail(2).map(({ sha256 }) => sha256)).toEqual([files[2]!.sha256, files[1]!.sha256]);
    const done = assets.setThumbnail(files[1]!.sha256, { state: 'ready', width: 1_280, height: 720, durationS: 5.04 });
    expect(done).toMatchObject({ revision: 2, thumbnail: 'ready', width: 1_280, height: 720, durationS: 5.04 });
    assets.setThumbnail(files[2]!.sha256, { state: 'none', width: null, height: null, durationS: 3 });
    expect(assets.withoutThumbnail(9).map(({ sha256 }) => sha256)).toEqual([files[0]!.sha256]);
    expect(assets.setThumbnail(files[0]!.sha256, { state: 'ready', width: null, height: null, durationS: null })).toMatchObject({ width: 64, height: 48 });
    expect(() => assets.setThumbnail('f'.repeat(64), { state: 'none', width: null, height: null, durationS: null })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  test('nobody is asked to decode what is no media, or an image of a billion pixels', async () => {
    const { assets } = await library();
    const other = assets.record(stored({ kind: 'other', mime: 'text/plain', extension: 'bin', width: null, height: null }), provenance());
    const bomb = assets.record(stored({ width: 60_000, height: 60_000 }), provenance());
    expect(assets.some([other, bomb]).map(({ thumbnail }) => thumbnail)).toEqual(['none', 'none']);
    expect(assets.withoutThumbnail(9)).toEqual([]);
  });
});
