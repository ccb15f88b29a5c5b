import { z } from 'zod';
import { assetKind, credits, endpointName, kept, modelInput, NOTHING_KEPT, origin, type Kept } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { isExtension, isSha256 } from './layout.ts';
import { exact, type Provenance, type StoredFile } from './stored-file.ts';

const whole = z.int().positive().nullable();

/**
 * The JSON file beside an asset's bytes: enough to make its row again when the database is lost. A change that an older reader would
 * misread raises `format`; fields that are only added do not.
 */
export const sidecar = z.object({
  format: z.literal(1),
  file: z.object({
    sha256: z.string().refine(isSha256),
    bytes: z.int().positive(),
    extension: z.string().refine(isExtension),
    mime: z.string(),
    kind: assetKind,
    width: whole,
    height: whole,
    durationS: z.number().nonnegative().nullable(),
  }),
  /** Milliseconds since the epoch. */
  createdAt: z.int().nonnegative(),
  /** In the trash since then; absent in sidecars from before there was one. */
  trashedAt: z.int().nonnegative().nullable().default(null),
  kept: kept.default(NOTHING_KEPT),
  imported: z.boolean().default(false),
  /** Collections put together by hand that it is in, and its place there. */
  collections: z.array(z.object({ name: z.string(), position: z.int() })).default([]),
  made: z.object({
    endpoint: endpointName,
    jobId: whole,
    jobNumber: whole,
    batchId: whole,
    batchName: z.string().nullable(),
    batchTotal: z.int().nonnegative().nullable(),
    model: z.string(),
    modelName: z.string(),
    prompt: z.string().nullable(),
    input: modelInput,
    seed: z.int().nullable(),
    keyLabel: z.string().nullable(),
    credits: credits.nullable(),
    tookMs: z.int().nonnegative().nullable(),
    /** Older files do not say. */
    origin: origin.nullable().default(null),
  }),
});
export type Sidecar = z.infer<typeof sidecar>;

/** What a sidecar tells, in the library's own terms. */
export interface SidecarContent {
  stored: StoredFile;
  made: Provenance;
  createdAt: number;
  durationS: number | null;
  trashedAt: number | null;
  kept: Kept;
  imported: boolean;
  collections: { name: string; position: number }[];
}

/** What is to be told of an output that has just come home. `createdAt` in milliseconds. */
export function freshContent(stored: StoredFile, made: Provenance, createdAt: number): SidecarContent {
  return { stored, made, createdAt, durationS: null, trashedAt: null, kept: NOTHING_KEPT, imported: false, collections: [] };
}

export function toSidecar({ stored, made, durationS, ...rest }: SidecarContent): Sidecar {
  return { format: 1, file: { ...stored, durationS }, ...rest, made: exact(made) };
}

/** As it lies on the disk, for people to read too. */
export function sidecarText(content: Sidecar): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Reads a sidecar's text. BAD_INPUT when it is none, is damaged, or is of a later format. */
export function fromSidecar(text: string): SidecarContent {
  const parsed = sidecar.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('BAD_INPUT', 'This file does not tell how an asset was made: it is damaged, or a newer companion wrote it.');
  const { durationS, ...stored } = parsed.data.file;
  const { made, createdAt, trashedAt, kept: keeping, imported, collections } = parsed.data;
  return { stored, made, createdAt, durationS, trashedAt, kept: keeping, imported, collections };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
