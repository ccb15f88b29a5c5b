import { DEFAULT_SETTINGS, type Settings, settings as settingsSchema } from '../../shared/domain.ts';
import type { SettingStore } from './store/settings.ts';

type SettingsPatch = { [K in keyof Settings]?: Settings[K] | undefined };

/** What people set, at hand without a look into the database: the scheduler asks at every step. */
export interface AppSettings {
  get(): Settings;
  /** What is absent stays. */
  update(patch: SettingsPatch): Settings;
  /** Calls with what is set now, and after every change. Returns the end of it. */
  follow(listener: (settings: Settings) => void): () => void;
}

export function createAppSettings(store: SettingStore): AppSettings {
  // An older version knew fewer of them: what is missing has its default.
  let current: Settings = { ...DEFAULT_SETTINGS, ...known(store.get('app', settingsSchema.partial(), {})) };
  const listeners = new Set<(settings: Settings) => void>();

  return {
    get: () => current,
    update(patch) {
      current = settingsSchema.parse({ ...current, ...known(patch) });
      store.set('app', current);
      for (const listener of listeners) listener(current);
      return current;
    },
    follow(listener) {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
  };
}

function known(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
