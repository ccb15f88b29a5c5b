/** A preset as a JSON file: a named draft, with the lists its prompt draws on. */
import { z } from 'zod';
import { fileList } from './batch-file.ts';

export const presetFile = z.object({
  abstraktPreset: z.literal(1),
  name: z.string().min(1).max(200),
  tags: z.array(z.string().min(1).max(60)).max(50).default([]),
  draft: z.unknown(),
  lists: z.array(fileList).max(1_000).default([]),
});

/** Whether a text means to be such a file. */
export function isPresetFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'abstraktPreset');
}
