import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMPTY_STATE, type AppState } from './app-state.ts';

export type AppStore = StoreApi<AppState>;

export function createAppStore(): AppStore {
  return createStore<AppState>(() => EMPTY_STATE);
}
