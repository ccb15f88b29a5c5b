/** A pattern for `LIKE … ESCAPE '\'`: what holds the text as it stands. */
export function holding(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
