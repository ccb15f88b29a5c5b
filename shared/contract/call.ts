/** What every piece of the contract is made with. */
import { z } from 'zod';

export const id = z.int().positive();
export const ids = z.array(id).min(1).max(100_000);
export const nothing = z.null();
/** What `undo.apply` takes to take the command back; null: it changed nothing. */
export const undoToken = id.nullable();
/** Fields of a list that is asked for in pages. */
export const page = { offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(1_000).default(100) };

const call = <K extends 'command' | 'query', I extends z.ZodType, O extends z.ZodType>(kind: K, input: I, output: O) => ({ kind, input, output });
/** A call that changes something. */
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => call('command', input, output);
/** A call that only looks. */
export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => call('query', input, output);
