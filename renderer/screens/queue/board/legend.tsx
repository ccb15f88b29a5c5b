import type { ReactNode } from 'react';

/** What the marks mean; it gives way where the window is narrow. */
export function Legend() {
  return (
    <ul aria-label="Legend" className="flex min-w-0 gap-4 overflow-hidden text-small whitespace-nowrap text-text-2 max-mid:hidden">
      <Item word="run" width={4}>
        <rect x={1} y={1} width={2} height={10} className="fill-text-2" />
      </Item>
      <Item word="poll" width={4}>
        <rect x={1} y={7} width={1} height={4} className="fill-text-3" />
      </Item>
      <Item word="running">
        <rect x={0} y={4} width={20} height={3} className="fill-now" />
      </Item>
      <Item word="done">
        <rect x={0} y={4} width={20} height={3} className="fill-done" />
      </Item>
      <Item word="planned">
        <rect x={0.5} y={3.5} width={19} height={4} fill="none" className="stroke-text-3" />
      </Item>
      <Item word="refused">
        <path d="M5 2h10l-5 8z" className="fill-fail" />
      </Item>
      <Item word="asleep">
        <path d="M0 11L10 1M6 11L16 1M12 11L20 3" className="stroke-line-3" />
      </Item>
    </ul>
  );
}

function Item({ word, width = 20, children }: { word: string; width?: number; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg viewBox={`0 0 ${width} 12`} width={width} height={12} aria-hidden>
        {children}
      </svg>
      {word}
    </li>
  );
}
