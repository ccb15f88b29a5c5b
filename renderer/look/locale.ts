/** Where the renderer looks for it. */
export { LOCALE } from '../../shared/words/locale.ts';
