import { useMediaQuery } from '../components/media-query.ts';

/** Below 1280 the rail shows icons only and inspectors float over the content. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 1279px)');
}
