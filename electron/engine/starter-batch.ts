import type { JobDraft } from '../../shared/contract.ts';

const IMAGE = 'fal-ai/flux/schnell';
const VIDEO = 'fal-ai/ltx-video';
const AUDIO = 'stable-audio';

const SUBJECTS = [
  'red fox',
  'snowy owl',
  'harbour at night',
  'dunes at dusk',
  'mountains in fog',
  'ringed planet',
  'still life with a blue vase',
  'city after rain',
];
const MEDIA = ['35 mm film, low winter sun', 'gouache, ochre and deep teal', 'risograph, two inks'];
const SIZES = ['square_hd', 'landscape_16_9', 'portrait_4_3'];

/** A small batch to look at: pictures of every shape, two clips and a sound. Fits the three practice keys within their first minutes. */
export function starterBatch(): JobDraft[] {
  const images = SUBJECTS.flatMap((subject, row) =>
    MEDIA.map((medium, column) => ({
      model: IMAGE,
      input: { prompt: `${subject}, ${medium}`, image_size: SIZES[(row + column) % SIZES.length] ?? 'square_hd' },
    })),
  );
  return [
    ...images,
    { model: VIDEO, input: { prompt: 'harbour at night, slow waves, six seconds' } },
    { model: VIDEO, input: { prompt: 'dunes at dusk, sand in the wind' } },
    { model: AUDIO, input: { prompt: 'brushed drums and a warm bass, calm' } },
  ];
}
