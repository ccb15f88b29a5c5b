import { useSyncExternalStore } from 'react';

/** Height of the window in CSS px, followed. */
export function useWindowHeight(): number {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener('resize', onChange);
      return () => window.removeEventListener('resize', onChange);
    },
    () => window.innerHeight,
  );
}
