/**
 * How an input names media that is not a web address: our own schemes, kept as they are in the store and in every record, and replaced by
 * what the API can take only when a job is sent. `asset:<sha256>` is a file of the library; `output-of:12` is what job 12 of the same
 * batch will make (`output-of:12/1`: its second output).
 */
import type { z } from 'zod';
import type { ModelInput } from '../domain.ts';

type Json = z.core.util.JSONType;

export type MediaRef = { kind: 'asset'; sha256: string } | { kind: 'output'; job: number; position: number };

/** A reference and where in the input it stands: `image_url`, `images.0`. */
export interface PlacedRef {
  field: string;
  ref: MediaRef;
}

const ASSET = /^asset:([0-9a-f]{64})$/;
const OUTPUT = /^output-of:([1-9]\d{0,9})(?:\/(\d{1,3}))?$/;

export function assetRef(sha256: string): string {
  return `asset:${sha256}`;
}

/** `job`: its number within the batch, from 1. `position`: which of its outputs, from 0. */
export function outputRef(job: number, position = 0): string {
  return position === 0 ? `output-of:${job}` : `output-of:${job}/${position}`;
}

/** Null: the text means itself. */
export function readRef(value: unknown): MediaRef | null {
  if (typeof value !== 'string') return null;
  const asset = ASSET.exec(value)?.[1];
  if (asset !== undefined) return { kind: 'asset', sha256: asset };
  const [, job, position] = OUTPUT.exec(value) ?? [];
  return job === undefined ? null : { kind: 'output', job: Number(job), position: Number(position ?? 0) };
}

/** Every reference of an input, in its order. */
export function referencesIn(input: ModelInput): PlacedRef[] {
  const found: PlacedRef[] = [];
  mapRefs(input, (ref, field) => {
    found.push({ field, ref });
    return null;
  });
  return found;
}

/** The input with each reference replaced. The same object where there is none. */
export function withRefs(input: ModelInput, put: (ref: MediaRef, field: string) => Json): ModelInput {
  return mapRefs(input, put) as ModelInput;
}

function mapRefs(value: Json, put: (ref: MediaRef, field: string) => Json, field = ''): Json {
  const ref = readRef(value);
  if (ref) return put(ref, field);
  if (typeof value !== 'object' || value === null) return value;
  const inside = (name: string, part: Json) => mapRefs(part, put, field === '' ? name : `${field}.${name}`);
  if (Array.isArray(value)) {
    const next = value.map((part, at) => inside(String(at), part));
    return next.some((part, at) => part !== value[at]) ? next : value;
  }
  const entries = Object.entries(value).map(([name, part]): [string, Json] => [name, inside(name, part)]);
  return entries.some(([name, part]) => part !== value[name]) ? Object.fromEntries(entries) : value;
}
