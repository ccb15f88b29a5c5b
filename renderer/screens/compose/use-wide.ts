import { useMediaQuery } from '../../components/media-query.ts';

/** True where columns stand side by side (look, "The frame": 1280 px and up). */
export function useWide(): boolean {
  return useMediaQuery('(min-width: 1280px)');
}
