import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Complaint, complaintsOf } from './complaints.ts';

type Schema = Record<string, unknown>;

/** Checks inputs against models' own schemas, each compiled once. Schemas come from the network: one that does not compile counts as none. */
export class InputCheck {
  readonly #compiled = new WeakMap<Schema, ValidateFunction | 'unusable'>();

  /** Empty: it fits, or there is nothing to hold it against. */
  complaints(schema: Schema, input: Schema): Complaint[] {
    const validate = this.#validator(schema);
    if (validate === 'unusable' || validate(input)) return [];
    return complaintsOf(validate.errors ?? []);
  }

  #validator(schema: Schema): ValidateFunction | 'unusable' {
    const known = this.#compiled.get(schema) ?? compile(schema);
    this.#compiled.set(schema, known);
    return known;
  }
}

/** A compiler for each schema, so that no `$id` of one meets another's. `$async` would answer with a promise. */
function compile(schema: Schema): ValidateFunction | 'unusable' {
  if ('$async' in schema) return 'unusable';
  try {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false, allErrors: true, verbose: true, logger: false });
    addFormats.default(ajv);
    return ajv.compile(schema);
  } catch {
    return 'unusable';
  }
}
