/** The colours and faces that the canvas needs, read from the look's tokens. */
export interface BoardPalette {
  well: string;
  panel: string;
  line: string;
  line2: string;
  text: string;
  text2: string;
  text3: string;
  now: string;
  nowInk: string;
  done: string;
  fail: string;
  unsure: string;
  wait: string;
  mono: string;
  sans: string;
  /** Opacity of what is settled: at now, and at the left edge. */
  settled: readonly [number, number];
  /** Opacity of the ground right of now. */
  ahead: number;
}

export function readPalette(element: Element): BoardPalette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const colour = (name: string) => token(`--color-${name}`);
  const light = element.closest('[data-theme=light]') !== null;
  return {
    ...{ well: colour('well'), panel: colour('panel'), line: colour('line'), line2: colour('line-2') },
    ...{ text: colour('text'), text2: colour('text-2'), text3: colour('text-3'), now: colour('now'), nowInk: colour('now-ink') },
    ...{ done: colour('done'), fail: colour('fail'), unsure: colour('unsure'), wait: colour('wait') },
    mono: token('--font-mono') || 'monospace',
    sans: token('--font-sans') || 'sans-serif',
    settled: light ? [0.95, 0.45] : [0.85, 0.35],
    ahead: light ? 0.85 : 0.55,
  };
}
