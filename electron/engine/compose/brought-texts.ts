import type { Clock } from '../../../shared/clock.ts';
import type { CallArgs, CallOutput } from '../../../shared/contract.ts';
import { MOST_IMPORTED } from '../../../shared/contract/compose-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import { readTable, type Table, type TableFormat } from '../intake/table.ts';
import { inTurns } from '../in-turns.ts';
import { createShelf } from './shelf.ts';

type Format = TableFormat | 'auto';

const KEPT_MS = 10 * 60_000;

interface Kept {
  parts: string[];
  characters: number;
  /** As it was read last; forgotten with the next part. */
  table: { format: Format; table: Table } | null;
  /** What is being found out about it: the newest question only. */
  work: object | null;
}

/** Texts that are brought in parts, and the tables they are read as. */
export interface BroughtTexts {
  bring(part: CallArgs<'import.bring'>): CallOutput<'import.bring'>;
  drop(token: string): void;
  /** Reads it in turns, or tells what it was read as before. NOT_FOUND where it is not kept; CONFLICT once something else is asked about it. */
  table(token: string, format: Format): Promise<Table>;
  /** Long work over a text in turns. Rejects as `table` does. */
  inTurns<Result>(token: string, work: Generator<void, Result>): Promise<Result>;
}

export function createBroughtTexts(clock: Clock): BroughtTexts {
  const texts = createShelf<Kept>(clock, KEPT_MS);

  function found(token: string): Kept {
    const kept = texts.get(token);
    if (!kept) throw gone();
    return kept;
  }

  function bring({ token, at, part }: CallArgs<'import.bring'>): CallOutput<'import.bring'> {
    if (at === 0) texts.put(token, { parts: [], characters: 0, table: null, work: null });
    const kept = found(token);
    if (at !== kept.characters) throw new AppError('CONFLICT', 'A part of the text is missing. Nothing was enqueued; bring it again.');
    if (at + part.length > MOST_IMPORTED) throw new AppError('BAD_INPUT', 'The text is longer than 20 million characters. Nothing was enqueued.');
    kept.parts.push(part);
    kept.characters += part.length;
    kept.table = null;
    return { kept: kept.characters };
  }

  function run<Result>(token: string, work: Generator<void, Result>): Promise<Result> {
    const kept = found(token);
    const mine = (kept.work = {});
    return inTurns(work, clock, (once) => {
      if (!texts.holds(token, kept)) throw gone();
      if (kept.work !== mine) throw new AppError('CONFLICT', 'Something else was asked about this text meanwhile.');
      return once();
    });
  }

  async function table(token: string, format: Format): Promise<Table> {
    const kept = found(token);
    if (kept.table?.format === format) return kept.table.table;
    const read = await run(token, readTable(kept.parts.join(''), format));
    kept.table = { format: read.format, table: read };
    return read;
  }

  return { bring, drop: texts.drop, table, inTurns: run };
}

function gone(): AppError {
  return new AppError('NOT_FOUND', 'What was brought is no longer kept. Nothing was enqueued; bring it again.');
}
