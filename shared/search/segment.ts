/** Scripts written without spaces between words: each sign counts as a word, and a run of them as a phrase. */
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/gu;
/** What binds pictures together, or says how one is drawn. */
const BETWEEN_PICTURES = /\u{200D}|\u{FE0E}|\u{FE0F}|\p{Emoji_Modifier}/gu;
/** From the private use area, which the tokenizer takes for a letter and nobody types. */
const PICTURE_MARK = '\uE000';

/**
 * Text as the full-text index keeps it. SQLite's tokenizer (unicode61) takes a run of Chinese or Japanese for one word, so that only its
 * beginning could be found, and drops most emoji. Signs of such scripts are set apart; a picture becomes a word of its code point.
 */
export function segment(text: string): string {
  return text
    .replaceAll(SIGN, ' $& ')
    .replaceAll(PICTURE, (picture) => ` ${PICTURE_MARK}${picture.codePointAt(0)!.toString(16)} `)
    .replaceAll(BETWEEN_PICTURES, ' ');
}
