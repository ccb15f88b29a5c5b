import { useEffect } from 'react';
import { alertsBetween } from '../../shared/words/alerts.ts';
import { showToast } from '../components/toasts.ts';
import { useEngineAccess } from '../state/engine.tsx';
import { useRoute } from '../state/route.ts';
import { alertToast } from './alert-toast.ts';

/** Tells what should be known wherever one looks; but for the queue's own screen, where it already shows. */
export function useAlerts(): void {
  const { store } = useEngineAccess();
  useEffect(
    () =>
      store.subscribe((after, before) => {
        const { screen } = useRoute.getState();
        for (const alert of alertsBetween(before, after, Date.now() + after.clockOffset)) if (alert.stays || screen !== 'queue') showToast(alertToast(alert));
      }),
    [store],
  );
}
