import { showToast } from '../../../components/toasts.ts';

/** Puts a text on the clipboard and says so. */
export function copyText(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ glyph: 'done', title: `${what} copied` }),
    () =>
      showToast({
        glyph: 'failed',
        title: `${what} not copied`,
        detail: 'The system did not let the companion use the clipboard. Select the text and copy it by hand.',
      }),
  );
}
