import type { CallInput } from '../../../shared/contract.ts';
import type { Engine } from '../../../electron/engine/engine-types.ts';

import { hashOf } from './generate.ts';

type Filter = CallInput<'asset.list'>;

/** One of each filter there is, alone and together, from hits everywhere to none. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  everything: {},
  'far down': { offset: 60_000 },
  'oldest first': { sort: 'oldest' },
  'best rated first': { sort: 'rating' },
  kinds: { kinds: ['video', 'audio'] },
  models: { models: ['flux-dev', 'veo-3'] },
  batch: { batchId: 17 },
  collection: { collectionId: 3 },
  trash: { trashed: true },
  'a common word': { text: 'fox' },
  'a common word, far down': { text: 'fox', offset: 4_000 },
  'a rare word': { text: 'ka2s' },
  'no such word': { text: 'zzyzx' },
  'two letters being typed': { text: 'ne' },
  'one letter being typed': { text: 'f' },
  'three words': { text: 'heron fog watercolour' },
  phrase: { text: '"neon city"' },
  'not a word': { text: '-fox' },
  'either in title': { text: 'title:plate' },
  notes: { text: 'notes:nothing' },
  tag: { text: 'tag:portfolio' },
  'not a tag': { text: '-tag:portfolio' },
  'two tags': { text: 'tag:client tag:night' },
  model: { text: 'model:flux' },
  rating: { text: 'rating:>3' },
  unrated: { text: 'is:unrated' },
  rejected: { text: 'is:rejected' },
  favourite: { text: 'is:favourite' },
  label: { text: 'label:red' },
  missing: { text: 'is:missing' },
  kind: { text: 'kind:video' },
  seed: { text: 'seed:12345' },
  width: { text: 'width:>1200' },
  seconds: { text: 'seconds:>5' },
  'before a month': { text: 'before:2026-01' },
  'after a month': { text: 'after:2026-06' },
  'in a collection': { text: 'in:"Collection 4"' },
  key: { text: 'key:evenings' },
  'batch by name': { text: 'batch:portfolio' },
  'looks like one': { text: `like:${hashOf(1_234).slice(0, 12)}` },
  'all together': { text: 'model:flux rating:>3 kind:image before:2026-10 "neon city"' },
  'all together, best first': { text: 'rating:>2 fox -tag:draft', sort: 'rating' },
};

export interface SearchFigures {
  name: string;
  total: number;
  /** Milliseconds a call. */
  times: number[];
}

/** Asks with every filter in turn, so many rounds; each call as a host makes it, the answer as text included. */
export async function timeSearches(engine: Engine, rounds: number): Promise<SearchFigures[]> {
  const figures = Object.entries(FILTERS).map(([name, filter]) => ({ name, filter, total: 0, times: [] as number[] }));
  for (let round = -1; round < rounds; round++) {
    for (const one of figures) {
      const began = performance.now();
      const result = await engine.call('asset.list', { limit: 100, ...one.filter });
      JSON.stringify(result);
      if (round >= 0) one.times.push(performance.now() - began);
      if (!result.ok) throw new Error(`${one.name}: ${result.error.message}`);
      one.total = (result.value as { total: number }).total;
    }
  }
  return figures;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
