import { z } from 'zod';
import type { SettingStore } from './store/settings.ts';

/** Whether the engine that worked here before came to its end by itself. */
export interface Life {
  /** Begins to work. True when the one before was broken off: a crash, a kill, a power cut. */
  begin(): boolean;
  /** The work is put down in order. Nothing where it was never begun. */
  end(): void;
}

export function createLife(settings: SettingStore): Life {
  let begun = false;
  return {
    begin() {
      const broken = settings.get('working', z.boolean(), false);
      settings.set('working', true);
      begun = true;
      return broken;
    },
    end() {
      if (begun) settings.set('working', false);
    },
  };
}
