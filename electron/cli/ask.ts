import type { CallInput, CallName, CallOutput, CallResult } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine-types.ts';

/** A call of the contract on an engine in this process. Rejects with its AppError. */
export async function ask<N extends CallName>(engine: Pick<Engine, 'call'>, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = (await engine.call(name, input)) as CallResult<N>;
  if (result.ok) return result.value;
  throw AppError.fromData(result.error);
}
