import { Notification } from 'electron';
import type { Alert } from '../../shared/words/alerts.ts';

/** Shows an alert as the system does, where it can; a click leads to what it is about. */
export function notify({ title, detail, place, stays }: Alert, open: (hash: string) => void): void {
  if (!Notification.isSupported()) return;
  const notice = new Notification({ title, body: detail, urgency: stays ? 'critical' : 'normal', silent: !stays });
  notice.on('click', () => open(hashOf(place)));
  notice.show();
}

/** The page's address of a place. */
export function hashOf({ screen, id }: Alert['place']): string {
  return id === null ? `#/${screen}` : `#/${screen}/${id}`;
}
