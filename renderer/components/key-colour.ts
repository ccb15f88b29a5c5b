/** The eight key colours as utility classes, by index. Only ever a 3 px strip. */
export const KEY_COLOURS = ['bg-key-0', 'bg-key-1', 'bg-key-2', 'bg-key-3', 'bg-key-4', 'bg-key-5', 'bg-key-6', 'bg-key-7'] as const;

export function keyColour(index: number): string {
  return KEY_COLOURS[index] ?? KEY_COLOURS[0];
}
