import { Toast } from '@base-ui/react/toast';
import type { GlyphName } from './glyph-shapes.tsx';

export interface ToastNotice {
  glyph: GlyphName;
  /** What happened. */
  title: string;
  /** What it cost, what comes next. */
  detail?: string;
  /** One; Undo before anything else. */
  action?: { label: string; run(): void };
  /** Errors stay until closed; all else leaves after 6 s. */
  stays?: boolean;
}

const SHOWN_MS = 6_000;

export const toastManager = Toast.createToastManager<ToastNotice>();

/** Says what is not visible where the eye is. Never for what already shows. */
export function showToast(notice: ToastNotice): void {
  toastManager.add({
    title: notice.title,
    ...(notice.detail ? { description: notice.detail } : {}),
    timeout: notice.stays ? 0 : SHOWN_MS,
    priority: notice.stays ? 'high' : 'low',
    data: notice,
  });
}
