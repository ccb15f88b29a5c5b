/** Pieces of tolerant wire schemas: a field that is absent or of another type reads as null and never spoils the rest. */
import { z } from 'zod';

/** `schema`, or null for anything else. */
export function lenient<T extends z.ZodType>(schema: T): z.ZodType<z.output<T> | null> {
  return z
    .unknown()
    .optional()
    .transform((value) => {
      const read = schema.safeParse(value);
      return read.success ? read.data : null;
    });
}

/** A text with something in it, trimmed. */
export const text = z.string().trim().min(1);

/** A number, also where it was written as a string. */
export const amount = z.union([z.number(), text.transform(Number)]).pipe(z.number().nonnegative());

/** Pixels. */
export const pixels = z.int().positive();

/** Any JSON object. */
export const record = z.record(z.string(), z.unknown());

/** The body of an answer; undefined where it is no JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
