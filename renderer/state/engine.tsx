import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LinkedClient } from '../client/link.ts';
import type { AppState } from './app-state.ts';
import type { AppStore } from './store.ts';

export interface EngineAccess {
  client: LinkedClient;
  store: AppStore;
}

const EngineContext = createContext<EngineAccess | null>(null);

export function EngineProvider({ access, children }: { access: EngineAccess; children: ReactNode }) {
  return <EngineContext value={access}>{children}</EngineContext>;
}

export function useEngineAccess(): EngineAccess {
  const access = use(EngineContext);
  if (!access) throw new Error('EngineProvider is missing above this component');
  return access;
}

/** The typed client, for calls. Commands of a button are better made with `useCommand`. */
export function useClient(): LinkedClient {
  return useEngineAccess().client;
}

/** Selects from the engine's state. Select stored references or primitives; derive lists with the hooks of `lists.ts`. */
export function useEngine<T>(select: (state: AppState) => T): T {
  return useStore(useEngineAccess().store, select);
}
