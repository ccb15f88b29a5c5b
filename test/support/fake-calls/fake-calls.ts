import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { FakeEngine } from '../fake-engine.ts';

/** What the fake engine does for some calls of the contract. */
export type FakeCalls = { [N in CallName]?: (engine: FakeEngine, input: CallInput<N>) => CallOutput<N> };
