import type { Alert } from '../../shared/words/alerts.ts';
import type { ToastNotice } from '../components/toasts.ts';
import { navigate } from '../state/route.ts';

/** An alert as a toast, with the way to what it is about. */
export function alertToast({ glyph, title, detail, place, stays }: Alert): ToastNotice {
  return { glyph, title, detail, stays, action: { label: LABELS[place.id === null ? 'all' : place.screen], run: () => open(place) } };
}

const LABELS = { keys: 'Open the key', queue: 'Open the batch', all: 'Open the queue' } as const;

function open({ screen, id }: Alert['place']): void {
  if (id === null) navigate(screen);
  else navigate(screen, id);
}
