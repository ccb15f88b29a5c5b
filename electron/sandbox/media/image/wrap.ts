/**
 * A text in lines of at most so many letters, broken between words (within one only where it is longer than a line); what does not
 * fit in the last line ends in `…`. No text or no room gives no lines.
 */
export function wrapped(text: string, letters: number, mostLines: number): string[] {
  let rest = text.replace(/\s+/g, ' ').trim();
  const lines: string[] = [];
  while (rest !== '' && letters > 0 && lines.length < mostLines) {
    const last = lines.length === mostLines - 1;
    const line = last ? fitted(rest, letters) : rest.slice(0, breakOf(rest, letters));
    lines.push(line.trimEnd());
    rest = last ? '' : rest.slice(line.length).trimStart();
  }
  return lines;
}

function breakOf(text: string, letters: number): number {
  if (text.length <= letters) return text.length;
  const space = text.lastIndexOf(' ', letters);
  return space > 0 ? space : letters;
}

function fitted(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}
