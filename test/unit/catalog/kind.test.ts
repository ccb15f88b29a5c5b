import { expect, it } from 'vitest';
import { kindOf } from '../../../electron/engine/catalog/kind.ts';

it.each([
  ['text-to-image', 'image'],
  ['image-to-image', 'image'],
  ['image-to-video', 'video'],
  ['text-to-speech', 'audio'],
  ['text-to-audio', 'audio'],
  ['speech-to-text', 'other'],
  ['video-upscaling', 'video'],
  ['Text To Music', 'audio'],
  ['image_editing', 'image'],
  ['audio', 'audio'],
  ['constructor', 'other'],
  ['image-to-3d', 'other'],
  ['', 'other'],
  [null, 'other'],
])('%s makes %s', (category, kind) => {
  expect(kindOf(category)).toBe(kind);
});
