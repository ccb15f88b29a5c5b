import type { CallResult, EngineEvent } from '../../shared/contract.ts';
import type { EarlyLink } from './early.ts';

/** What the desktop preload puts on `window`; absent in a browser. */
export interface CompanionBridge {
  call(name: string, input: unknown): Promise<CallResult>;
  subscribe(listener: (event: EngineEvent) => void): () => void;
}

declare global {
  interface Window {
    companion?: CompanionBridge;
    /** Left by `early.ts` for the client. */
    companionEarly?: EarlyLink;
    /** The client is there: it is too late for `early.ts`. */
    companionStarted?: true;
  }
}
