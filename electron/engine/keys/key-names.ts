/** The eight key colours of the look. */
const COLOURS = 8;

/** The wanted label, or with a number behind it where another key has it already (whatever its case). */
export function freeLabel(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map(fold));
  let label = wanted;
  for (let number = 2; used.has(fold(label)); number++) label = `${wanted} ${number}`;
  return label;
}

/** `Key 1`, `Key 2` …: the first that is free. */
export function nextLabel(taken: readonly string[]): string {
  const used = new Set(taken.map(fold));
  let number = 1;
  while (used.has(`key ${number}`)) number++;
  return `Key ${number}`;
}

export function sameLabel(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

/** The colour that the fewest keys have; among equals the first. */
export function nextColour(taken: readonly number[]): number {
  const counts = Array.from({ length: COLOURS }, (_, colour) => taken.filter((other) => other === colour).length);
  return counts.indexOf(Math.min(...counts));
}

/** Routing labels as they are stored: trimmed, none empty, none twice. */
export function tidyLabels(labels: readonly string[]): string[] {
  return [...new Set(labels.map((label) => label.trim()).filter(Boolean))];
}

function fold(label: string): string {
  return label.normalize('NFC').toLowerCase();
}
