/** Scripts written without spaces between words: each sign counts as a word, and a run of them as a phrase. */
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/**
 * Text as the full-text index keeps it: SQLite's tokenizer (unicode61) takes a run of Chinese or Japanese for one word, so that only its
 * beginning could be found. Signs of such scripts are set apart.
 */
export function segment(text: string): string {
  return text.replaceAll(SIGN, ' $& ');
}
