import { BookOpen, Box, Images, KeyRound, ListVideo, SlidersHorizontal, SquarePen, type LucideIcon } from 'lucide-react';
import type { Screen } from '../state/route.ts';
import { later, type Later } from './later.tsx';

export interface ScreenInfo {
  name: string;
  icon: LucideIcon;
  code: Later;
}

/** The seven screens as the rail and the palette name them. */
export const SCREEN_INFO: Readonly<Record<Screen, ScreenInfo>> = {
  compose: { name: 'Compose', icon: SquarePen, code: later(async () => (await import('../screens/compose/index.tsx')).ComposeScreen) },
  queue: { name: 'Queue', icon: ListVideo, code: later(async () => (await import('../screens/queue/index.tsx')).QueueScreen) },
  keys: { name: 'Keys', icon: KeyRound, code: later(async () => (await import('../screens/keys/index.tsx')).KeysScreen) },
  library: { name: 'Library', icon: Images, code: later(async () => (await import('../screens/library/index.tsx')).LibraryScreen) },
  models: { name: 'Models', icon: Box, code: later(async () => (await import('../screens/models/index.tsx')).ModelsScreen) },
  learn: { name: 'Learn', icon: BookOpen, code: later(async () => (await import('../screens/learn/index.tsx')).LearnScreen) },
  settings: { name: 'Settings', icon: SlidersHorizontal, code: later(async () => (await import('../screens/settings/index.tsx')).SettingsScreen) },
};
