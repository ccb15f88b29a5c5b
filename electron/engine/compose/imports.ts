import type { Clock } from '../../../shared/clock.ts';
import type { CallArgs, CallOutput } from '../../../shared/contract.ts';
import { MOST_PROBLEMS } from '../../../shared/contract/compose-calls.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Table } from '../intake/table.ts';
import { tableInputs, type TableInputs } from '../intake/table-inputs.ts';
import { createBroughtTexts, type BroughtTexts } from './brought-texts.ts';

/** Rows shown of what would be enqueued. */
const SHOWN = 200;
/** Values shown of a column, and how much of each. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 120;
/** The contract's limit of one batch (`batch.create`). */
const MOST_JOBS = 100_000;

export interface ImportOptions {
  clock: Clock;
  catalog: Pick<Catalog, 'get' | 'checkInput'>;
  endpoint(): EndpointName;
}

/** Texts that people bring, on their way to becoming jobs; long ones are read and checked in turns. */
export interface Imports extends Pick<BroughtTexts, 'bring' | 'drop'> {
  read(input: CallArgs<'import.read'>): Promise<CallOutput<'import.read'>>;
  check(input: CallArgs<'import.check'>): Promise<CallOutput<'import.check'>>;
  /** The inputs to enqueue; throws BAD_INPUT while there are bad rows that are not set aside. */
  inputs(input: CallArgs<'import.enqueue'>): Promise<TableInputs['ready']>;
}

export function createImports({ clock, catalog, endpoint }: ImportOptions): Imports {
  const texts = createBroughtTexts(clock);

  async function inputsOf({ token, format, model, fields, base }: CallArgs<'import.check'>): Promise<TableInputs> {
    const table = await texts.table(token, format);
    const schema = catalog.get(endpoint(), model)?.inputSchema ?? null;
    const check = (input: CallArgs<'import.check'>['base']) => catalog.checkInput(endpoint(), model, input).map(({ message }) => message);
    return texts.inTurns(token, tableInputs(table, { fields, base, schema, check }));
  }

  return {
    bring: texts.bring,
    drop: texts.drop,
    async read({ token, format }) {
      const table = await texts.table(token, format);
      const columns = table.columns.map((name) => ({ name, samples: samplesOf(table, name) }));
      return { format: table.format, columns, rows: table.rows.length, problems: table.problems.slice(0, MOST_PROBLEMS) };
    },
    async check(plan) {
      const { ready, problems } = await inputsOf(plan);
      return { ready: ready.length, badRows: badRows(problems), problems: problems.slice(0, MOST_PROBLEMS), first: ready.slice(0, SHOWN) };
    },
    async inputs(plan) {
      const { ready, problems } = await inputsOf(plan);
      const bad = badRows(problems);
      if (bad > 0 && !plan.setAside) throw refusal(`${bad === 1 ? '1 row is' : `${bad} rows are`} not right: ${firstOf(problems)}.`);
      if (ready.length === 0) throw refusal('No row is left that is right.');
      if (ready.length > MOST_JOBS) throw refusal(`At most ${MOST_JOBS.toLocaleString()} jobs a batch, these are ${ready.length.toLocaleString()}.`);
      return ready;
    },
  };
}

function badRows(problems: TableInputs['problems']): number {
  return new Set(problems.map(({ line }) => line)).size;
}

function firstOf([first]: TableInputs['problems']): string {
  return `line ${first?.line}, ${first?.message.replace(/\.$/, '')}`;
}

function refusal(what: string): AppError {
  return new AppError('BAD_INPUT', `${what} Nothing was enqueued.`);
}

function samplesOf(table: Table, column: string): string[] {
  const samples: string[] = [];
  for (const { cells } of table.rows) {
    const cell = cells.get(column);
    if (cell !== undefined) samples.push((typeof cell === 'string' ? cell : JSON.stringify(cell)).slice(0, SAMPLE_LENGTH));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
