import type { CallResult, EngineEvent } from '../../shared/contract.ts';

/** What the desktop preload puts on `window`; absent in a browser. */
export interface CompanionBridge {
  call(name: string, input: unknown): Promise<CallResult>;
  subscribe(listener: (event: EngineEvent) => void): () => void;
}

declare global {
  interface Window {
    companion?: CompanionBridge;
  }
}
