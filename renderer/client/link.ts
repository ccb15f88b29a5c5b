import type { EngineClient } from '../../shared/contract.ts';

/** How the transport stands. `refused`: the host does not know this browser, and trying again will not help. */
export type LinkState = 'open' | 'lost' | 'refused';

/** A client that also tells how its transport stands, so that the frame can say so. */
export interface LinkedClient extends EngineClient {
  /** Calls `listener` at once with the present state, then with every change; returns the unsubscribe. */
  onLink(listener: (state: LinkState) => void): () => void;
}
