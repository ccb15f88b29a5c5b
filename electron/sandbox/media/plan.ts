import { canonicalJson } from '../canonical.ts';
import type { SandboxModel } from '../models/catalog.ts';
import { isRecord } from '../models/json-schema.ts';
import { hash32 } from '../random.ts';
import type { AudioFormat, ImageFormat, MediaSpec } from './media-spec.ts';

interface Size {
  width: number;
  height: number;
}

const SIZES: Readonly<Record<string, Size>> = {
  square: { width: 512, height: 512 },
  square_hd: { width: 1024, height: 1024 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
};
const HD: Size = { width: 1024, height: 1024 };
/** JPEG twice: it is much the quickest to encode. */
const UNASKED_FORMATS: readonly ImageFormat[] = ['jpeg', 'webp', 'jpeg', 'png'];
const VIDEO_SIZES: Readonly<Record<string, Size>> = {
  '16:9': { width: 640, height: 360 },
  '9:16': { width: 360, height: 640 },
  '1:1': { width: 480, height: 480 },
};
const VIDEO_DEFAULT: Size = { width: 640, height: 360 };
const VIDEO_DEFAULT_S = 6;
const AUDIO_DEFAULT_S = 8;

/** What a run of this model with this (valid) input will produce. Cheap: nothing is drawn. */
export function planOutputs(model: SandboxModel, input: Record<string, unknown>): MediaSpec[] {
  return Array.from({ length: countOf(input) }, (_, index) => specOf(model, input, index));
}

/** How many outputs one run makes; the price is per output. */
export function countOf(input: Record<string, unknown>): number {
  return typeof input.num_images === 'number' ? input.num_images : 1;
}

function specOf(model: SandboxModel, input: Record<string, unknown>, index: number): MediaSpec {
  const prompt = typeof input.prompt === 'string' ? input.prompt : '';
  const signature = canonicalJson([model.pathId, withoutForm(input), index]);
  switch (model.makes) {
    case 'image':
      return { kind: 'image', signature, prompt, format: imageFormat(input, signature), ...imageSize(input.image_size) };
    case 'video':
      return { kind: 'video', signature, prompt, format: 'webm', seconds: seconds(model, input, 'duration', VIDEO_DEFAULT_S), ...videoSize(input) };
    case 'audio':
      return { kind: 'audio', signature, prompt, format: audioFormat(input, signature), seconds: seconds(model, input, 'seconds_total', AUDIO_DEFAULT_S) };
  }
}

/** Fields that say in what form an output comes, not what it shows. */
const FORM = new Set(['num_images', 'image_size', 'aspect_ratio', 'output_format', 'duration', 'seconds_total']);

function withoutForm(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !FORM.has(name)));
}

function imageSize(value: unknown): Size {
  if (isRecord(value) && typeof value.width === 'number' && typeof value.height === 'number') {
    return { width: value.width, height: value.height };
  }
  return SIZES[String(value)] ?? HD;
}

function videoSize(input: Record<string, unknown>): Size {
  return VIDEO_SIZES[String(input.aspect_ratio)] ?? VIDEO_DEFAULT;
}

/** As asked for, else as the model's schema says, else (where it has no such field) as the sandbox likes. */
function seconds({ inputSchema }: SandboxModel, input: Record<string, unknown>, field: string, fallback: number): number {
  const value = input[field] ?? inputSchema.properties?.[field]?.default;
  return typeof value === 'number' ? value : fallback;
}

function imageFormat(input: Record<string, unknown>, signature: string): ImageFormat {
  const asked = input.output_format;
  if (asked === 'png' || asked === 'jpeg' || asked === 'webp') return asked;
  return UNASKED_FORMATS[hash32(`format ${signature}`) % UNASKED_FORMATS.length] ?? 'jpeg';
}

function audioFormat(input: Record<string, unknown>, signature: string): AudioFormat {
  const asked = input.output_format;
  if (asked === 'wav' || asked === 'mp3') return asked;
  return hash32(`format ${signature}`) % 2 === 0 ? 'wav' : 'mp3';
}
