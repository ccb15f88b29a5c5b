import { NOTHING_KEPT, type AssetView } from '../../../shared/domain.ts';
import { ANIMALS, hashes, LIGHTS, MEDIA, MIN, NOW, pick } from './words.ts';

export function assets(count: number): AssetView[] {
  return Array.from({ length: count }, (_, at) => ({ ...asset(count - at), createdAt: NOW - at * 3 * MIN }));
}

const BATCH_NAMES = ['Fox portraits, winter light', 'Harbour at night, 6 s clips', 'Score beds', 'Cover studies, Nord'];

const FILES = {
  image: { mime: 'image/png', extension: 'png' },
  video: { mime: 'video/mp4', extension: 'mp4' },
  audio: { mime: 'audio/wav', extension: 'wav' },
} as const;

/** What the asset of a number is: a few are films, fewer sounds. */
export function kindOfAsset(number: number): 'image' | 'video' | 'audio' {
  if (number % 11 === 0) return 'audio';
  return number % 7 === 0 ? 'video' : 'image';
}

function asset(number: number): AssetView {
  const kind = kindOfAsset(number);
  const wide = number % 3 === 0;
  // Every fifth is a variation of the one before it.
  const idea = number % 5 === 0 ? number - 1 : number;
  const prompt = `Portrait of a ${pick(ANIMALS, idea)} in ${pick(LIGHTS, idea)}, ${pick(MEDIA, idea)}`;
  const place = Math.floor(idea / 60) % 4;
  return {
    id: number,
    revision: 1,
    sha256: hashes(number, 1)[0]!,
    ...FILES[kind],
    kind,
    bytes: 1_400_000 + number * 997,
    width: kind === 'audio' ? null : wide ? 1_344 : 1_024,
    height: kind === 'audio' ? null : wide ? 768 : 1_024,
    durationS: kind === 'image' ? null : 6,
    thumbnail: number % 13 === 0 ? 'wanted' : 'ready',
    createdAt: NOW,
    jobId: 100_000 + number,
    jobNumber: number,
    batchId: 1 + place,
    batchName: BATCH_NAMES[place] ?? null,
    batchTotal: 240,
    model: 'fal-ai/flux/dev',
    modelName: 'FLUX Dev',
    prompt,
    input: { prompt, seed: 4_021 + number },
    seed: 4_021 + number,
    keyLabel: 'Personal',
    credits: { amount: 2, source: 'reported' },
    tookMs: 6_400,
    origin: null,
    trashedAt: null,
    kept: {
      ...NOTHING_KEPT,
      rating: number % 4 === 1 ? 4 : number % 9 === 2 ? 5 : null,
      pick: number % 17 === 3 ? 'rejected' : number % 19 === 6 ? 'picked' : null,
    },
    imported: false,
    missing: false,
  };
}
