import type { DurationSpec } from './durations.ts';
import type { JsonSchema } from './json-schema.ts';
import * as schemas from './schemas.ts';

/** A model as the sandbox runs it. Only those whose id the API's pages name are here (`id_known` in models.seed.json). */
export interface SandboxModel {
  /** The id of revisions A and T. */
  pathId: string;
  /** The id of revision B: the slug where the pages name one, else the same. */
  slug: string;
  name: string;
  description: string;
  provider: string;
  category: string;
  creditsPerRun: number;
  duration: DurationSpec;
  inputSchema: JsonSchema;
  makes: 'image' | 'video' | 'audio';
}

/**
 * Ids, names, categories and prices as in models.seed.json; where it knows no price or provider the sandbox makes one up.
 * Medians of video follow the speed hints of tutorials/optimizing-video-latency.
 */
export const CATALOG: readonly SandboxModel[] = [
  {
    pathId: 'fal-ai/flux/schnell',
    slug: 'flux-schnell',
    name: 'FLUX Schnell',
    description: 'Fast text to image, in seconds.',
    provider: 'fal-ai',
    category: 'text-to-image',
    creditsPerRun: 1,
    duration: { medianMs: 1_800, spread: 0.22 },
    inputSchema: schemas.FLUX_SCHNELL,
    makes: 'image',
  },
  {
    pathId: 'fal-ai/flux/dev',
    slug: 'flux-dev',
    name: 'FLUX Dev',
    description: 'Text to image with finer detail and a seed.',
    provider: 'fal-ai',
    category: 'text-to-image',
    creditsPerRun: 2,
    duration: { medianMs: 6_000, spread: 0.25 },
    inputSchema: schemas.FLUX_DEV,
    makes: 'image',
  },
  {
    pathId: 'flux-pro',
    slug: 'flux-pro',
    name: 'FLUX Pro',
    description: 'Text to image at the highest quality of its family.',
    provider: 'black-forest-labs',
    category: 'text-to-image',
    creditsPerRun: 5,
    duration: { medianMs: 11_000, spread: 0.25 },
    inputSchema: schemas.FLUX_PRO,
    makes: 'image',
  },
  {
    pathId: 'nano-banana-pro-edit',
    slug: 'nano-banana-pro-edit',
    name: 'Nano Banana Pro Edit',
    description: 'Changes an image as a sentence tells it to.',
    provider: 'google',
    category: 'image-to-image',
    creditsPerRun: 4,
    duration: { medianMs: 62_000, spread: 0.3 },
    inputSchema: schemas.IMAGE_EDIT,
    makes: 'image',
  },
  {
    pathId: 'fal-ai/minimax/video-01',
    slug: 'minimax-video',
    name: 'MiniMax Video',
    description: 'Text to video, six seconds.',
    provider: 'fal-ai',
    category: 'text-to-video',
    creditsPerRun: 15,
    duration: { medianMs: 75_000, spread: 0.2 },
    inputSchema: schemas.VIDEO_FROM_TEXT_OR_IMAGE,
    makes: 'video',
  },
  {
    pathId: 'fal-ai/ltx-video',
    slug: 'fal-ai/ltx-video',
    name: 'LTX Video',
    description: 'Quick text to video for drafts.',
    provider: 'fal-ai',
    category: 'text-to-video',
    creditsPerRun: 8,
    duration: { medianMs: 30_000, spread: 0.2 },
    inputSchema: schemas.VIDEO,
    makes: 'video',
  },
  {
    pathId: 'fal-ai/hunyuan-video',
    slug: 'fal-ai/hunyuan-video',
    name: 'Hunyuan Video',
    description: 'Text to video with steady motion.',
    provider: 'fal-ai',
    category: 'text-to-video',
    creditsPerRun: 12,
    duration: { medianMs: 45_000, spread: 0.2 },
    inputSchema: schemas.VIDEO,
    makes: 'video',
  },
  {
    pathId: 'fal-ai/kling-video/v1/standard/text-to-video',
    slug: 'fal-ai/kling-video/v1/standard/text-to-video',
    name: 'Kling 1 Standard (text to video)',
    description: 'Text to video with cinematic framing.',
    provider: 'fal-ai',
    category: 'text-to-video',
    creditsPerRun: 20,
    duration: { medianMs: 90_000, spread: 0.15 },
    inputSchema: schemas.VIDEO,
    makes: 'video',
  },
  {
    pathId: 'stable-audio',
    slug: 'stable-audio',
    name: 'Stable Audio',
    description: 'Music and sound from a description.',
    provider: 'stability-ai',
    category: 'text-to-audio',
    creditsPerRun: 3,
    duration: { medianMs: 20_000, spread: 0.25 },
    inputSchema: schemas.AUDIO,
    makes: 'audio',
  },
];
