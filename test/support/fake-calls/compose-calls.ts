import { inputKey } from '../../../shared/matrix/input-key.ts';
import { NOW } from '../fake-data.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine answers to Compose. */
export const COMPOSE_CALLS: FakeCalls = {
  'forecast.ask': (_, { jobs }) => ({
    at: NOW + 10 * 60_000,
    from: NOW + 8 * 60_000,
    to: NOW + 15 * 60_000,
    waits: null,
    trialAt: null,
    shareOfToday: 0.61,
    perKey: [{ keyId: 1, jobs: jobs.reduce((sum, { count }) => sum + count, 0), requests: 1, until: NOW + 10 * 60_000 }],
    credits: { known: 0, unknownJobs: 0 },
  }),
  'wildcard.list': (engine) => [...engine.wildcards.values()].sort((one, other) => one.name.localeCompare(other.name)),
  'wildcard.put': (engine, { name, text, was }) => {
    if (was !== undefined) engine.wildcards.delete(was);
    const kept = { name, text, changedAt: NOW };
    engine.wildcards.set(name, kept);
    return kept;
  },
  'desk.load': (engine) => engine.desk,
  'desk.save': (engine, { text }) => (engine.desk = { text, savedAt: NOW }),
  'preset.list': (engine) => engine.presets.map(({ draft: _, ...preset }) => preset).sort((one, other) => one.name.localeCompare(other.name)),
  'preset.get': (engine, { id }) => ({ draft: engine.presets.find((one) => one.id === id)!.draft }),
  'preset.put': (engine, preset) => {
    const known = 'id' in preset ? engine.presets.find(({ id }) => id === preset.id)! : { id: engine.presets.length + 1, model: null, prompt: '', draft: '' };
    const put = { ...known, ...preset, tags: preset.tags, changedAt: NOW };
    engine.presets = [...engine.presets.filter(({ id }) => id !== put.id), put];
    return put;
  },
  'preset.remove': (engine, { id }) => {
    engine.presets = engine.presets.filter((one) => one.id !== id);
    return null;
  },
  'history.list': (engine, { text = '', offset = 0, limit = 100 }) => {
    const found = engine.history.filter(({ name }) => name.includes(text)).toReversed();
    return { entries: found.slice(offset, offset + limit).map(({ draft: _, ...entry }) => entry), total: found.length };
  },
  'history.get': (engine, { id }) => ({ draft: engine.history.find((one) => one.id === id)!.draft }),
  'wildcard.remove': (engine, { name }) => {
    engine.wildcards.delete(name);
    return null;
  },
  'compose.made': (engine, { seeds }) => ({
    made: engine.assets.flatMap((asset) =>
      asset.seed !== null && seeds.includes(asset.seed) ? [{ key: inputKey(asset.input), sha256: asset.sha256, shown: asset.thumbnail === 'ready' }] : [],
    ),
    next: null,
  }),
  'import.bring': (_, { at, part }) => ({ kept: at + part.length }),
  'import.drop': () => null,
  'import.read': () => ({ format: 'csv', columns: [{ name: 'subject', samples: ['a red fox', 'a hare', 'a lynx'] }], rows: 240, problems: [] }),
  'import.check': (_, { model }) => ({
    ready: 238,
    badRows: 2,
    problems: [
      { line: 3, message: 'num_images: 1 to 4' },
      { line: 117, message: `"num_images" must be a whole number, not "two", says ${model}.` },
    ],
    first: Array.from({ length: 50 }, (_row, at) => ({ line: at + 2, input: { prompt: `a red fox in snow, number ${at + 1}` } })),
  }),
};
