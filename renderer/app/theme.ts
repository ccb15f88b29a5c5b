import { useEffect } from 'react';
import type { Settings } from '../../shared/domain.ts';
import { useMediaQuery } from '../components/media-query.ts';
import { useEngine } from '../state/engine.tsx';

type Theme = Settings['theme'];

const REMEMBERED = 'theme';

/** Puts the chosen theme on the document and remembers it for the next start, when the engine has not answered yet. */
export function useTheme(): void {
  const theme = useEngine((state) => state.settings?.theme);
  const light = useMediaQuery('(prefers-color-scheme: light)');
  useEffect(() => {
    if (theme) localStorage.setItem(REMEMBERED, theme);
    applyTheme(theme ?? rememberedTheme(), light);
  }, [theme, light]);
}

/** Before anything is drawn: the theme of last time. */
export function applyRememberedTheme(): void {
  applyTheme(rememberedTheme(), window.matchMedia('(prefers-color-scheme: light)').matches);
}

function rememberedTheme(): Theme {
  const word = localStorage.getItem(REMEMBERED);
  return word === 'dark' || word === 'light' ? word : 'system';
}

function applyTheme(theme: Theme, systemIsLight: boolean): void {
  document.documentElement.dataset['theme'] = theme === 'system' ? (systemIsLight ? 'light' : 'dark') : theme;
}
