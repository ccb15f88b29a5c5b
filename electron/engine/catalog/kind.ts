import type { AssetKind } from '../../../shared/domain.ts';

const WORDS: Readonly<Record<string, AssetKind>> = {
  image: 'image',
  images: 'image',
  picture: 'image',
  photo: 'image',
  video: 'video',
  videos: 'video',
  animation: 'video',
  audio: 'audio',
  speech: 'audio',
  voice: 'audio',
  music: 'audio',
  sound: 'audio',
  text: 'other',
};

/**
 * What a category makes: in `a-to-b` it is b, else the first word that names a medium (`video-upscaling`). Categories are an open set
 * (section 4): an unknown one makes `other`.
 */
export function kindOf(category: string | null): AssetKind {
  const words = (category ?? '').toLowerCase().split(/[^a-z0-9]+/);
  const made = words.slice(words.lastIndexOf('to') + 1);
  const word = made.find((candidate) => Object.hasOwn(WORDS, candidate));
  return (word && WORDS[word]) || 'other';
}
