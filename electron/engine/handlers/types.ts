import type { CallArgs, CallName, CallOutput } from '../../../shared/contract.ts';

/** One handler for a call of the contract: input is validated and has its defaults, output goes out as it is. */
export type Handler<N extends CallName> = (input: CallArgs<N>) => CallOutput<N> | Promise<CallOutput<N>>;

/** Handlers of some calls. The engine joins the families, and the compiler names what is missing. */
export type Handlers<N extends CallName = CallName> = { [K in N]: Handler<K> };
