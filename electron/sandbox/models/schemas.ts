import type { JsonSchema } from './json-schema.ts';

/**
 * Input schemas. FLUX Schnell's is the documented one; the API documents no other, so the rest are the sandbox's own, made of
 * the fields its examples show and of fields that such models commonly have.
 */
const prompt: JsonSchema = { type: 'string', description: 'What to make' };
const seed: JsonSchema = { type: 'integer', minimum: 0, maximum: 2_147_483_647, description: 'The same seed gives the same result' };
const numImages: JsonSchema = { type: 'integer', minimum: 1, maximum: 4, default: 1 };
const imageFormat: JsonSchema = { type: 'string', enum: ['png', 'jpeg', 'webp'], description: 'File format' };
const side: JsonSchema = { type: 'integer', minimum: 64, maximum: 2048 };

const SIZE_NAMES = ['square', 'square_hd', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9'] as const;
const sizeObject: JsonSchema = { type: 'object', properties: { width: side, height: side }, required: ['width', 'height'] };
const imageSize: JsonSchema = {
  description: 'A named size, or width and height in pixels',
  anyOf: [{ type: 'string', enum: SIZE_NAMES }, sizeObject],
  default: 'square_hd',
};

export const FLUX_SCHNELL: JsonSchema = {
  type: 'object',
  properties: {
    prompt: { type: 'string', description: 'What the image should show' },
    image_size: { type: 'string', enum: ['square', 'square_hd', 'portrait_4_3', 'landscape_16_9'], default: 'square_hd' },
    num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
  },
  required: ['prompt'],
};

/** T's tutorials send `image_size` as an object to the same model. */
export const FLUX_SCHNELL_T: JsonSchema = {
  ...FLUX_SCHNELL,
  properties: { ...FLUX_SCHNELL.properties, image_size: imageSize },
};

export const FLUX_DEV: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    image_size: imageSize,
    num_images: numImages,
    seed,
    guidance_scale: { type: 'number', minimum: 1, maximum: 20, default: 3.5 },
    num_inference_steps: { type: 'integer', minimum: 1, maximum: 50, default: 28 },
    output_format: imageFormat,
  },
  required: ['prompt'],
};

export const FLUX_PRO: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    image_size: imageSize,
    num_images: numImages,
    seed,
    safety_tolerance: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'], default: '2' },
    output_format: imageFormat,
  },
  required: ['prompt'],
};

export const IMAGE_EDIT: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    image_url: { type: 'string', description: 'The image to change: a public https address' },
    num_images: numImages,
    seed,
    output_format: imageFormat,
  },
  required: ['prompt', 'image_url'],
};

export const VIDEO: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    negative_prompt: { type: 'string', description: 'What to leave out' },
    duration: { type: 'integer', minimum: 1, maximum: 10, default: 5, description: 'Seconds' },
    aspect_ratio: { type: 'string', enum: ['16:9', '9:16', '1:1'], default: '16:9' },
    seed,
  },
  required: ['prompt'],
};

export const VIDEO_FROM_TEXT_OR_IMAGE: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    first_frame_image: { type: 'string', description: 'Optional first frame: a public https address' },
    prompt_optimizer: { type: 'boolean', default: true },
    seed,
  },
  required: ['prompt'],
};

export const AUDIO: JsonSchema = {
  type: 'object',
  properties: {
    prompt,
    seconds_total: { type: 'integer', minimum: 1, maximum: 47, default: 8, description: 'Seconds' },
    seed,
    output_format: { type: 'string', enum: ['wav', 'mp3'], description: 'File format' },
  },
  required: ['prompt'],
};
