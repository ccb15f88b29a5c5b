import { Notification } from 'electron';
import type { Alert } from '../../shared/words/alerts.ts';
import { upgradeWords } from '../hosts/upgrade-words.ts';

/** Shows an alert as the system does, where it can; a click leads to what it is about. */
export function notify({ title, detail, place, stays }: Alert, open: (hash: string) => void): void {
  if (!Notification.isSupported()) return;
  const notice = new Notification({ title, body: detail, urgency: stays ? 'critical' : 'normal', silent: !stays });
  notice.on('click', () => open(hashOf(place)));
  notice.show();
}

/** There is no window yet while a large database of an earlier version is brought to today's: the system says why it takes its time. */
export function announceUpgrade(size: number): void {
  const body = upgradeWords(size);
  if (body && Notification.isSupported()) new Notification({ title: 'Bringing the workspace to today’s version', body, silent: true }).show();
}

/** The page's address of a place. */
export function hashOf({ screen, id }: Alert['place']): string {
  return id === null ? `#/${screen}` : `#/${screen}/${id}`;
}
