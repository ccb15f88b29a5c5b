import { BookOpen, Box, Images, KeyRound, ListVideo, SlidersHorizontal, SquarePen, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { ComposeScreen } from '../screens/compose/index.tsx';
import { KeysScreen } from '../screens/keys/index.tsx';
import { LearnScreen } from '../screens/learn/index.tsx';
import { LibraryScreen } from '../screens/library/index.tsx';
import { ModelsScreen } from '../screens/models/index.tsx';
import { QueueScreen } from '../screens/queue/index.tsx';
import { SettingsScreen } from '../screens/settings/index.tsx';
import type { Screen } from '../state/route.ts';

export interface ScreenInfo {
  name: string;
  icon: LucideIcon;
  view: ComponentType;
}

/** The seven screens as the rail and the palette name them. */
export const SCREEN_INFO: Readonly<Record<Screen, ScreenInfo>> = {
  compose: { name: 'Compose', icon: SquarePen, view: ComposeScreen },
  queue: { name: 'Queue', icon: ListVideo, view: QueueScreen },
  keys: { name: 'Keys', icon: KeyRound, view: KeysScreen },
  library: { name: 'Library', icon: Images, view: LibraryScreen },
  models: { name: 'Models', icon: Box, view: ModelsScreen },
  learn: { name: 'Learn', icon: BookOpen, view: LearnScreen },
  settings: { name: 'Settings', icon: SlidersHorizontal, view: SettingsScreen },
};
