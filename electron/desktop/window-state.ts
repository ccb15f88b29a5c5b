import { z } from 'zod';

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export type Rectangle = z.infer<typeof rectangle>;

/** Where the window was when it was last seen; `bounds` are those it has when not maximised. */
export const windowState = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

export const SMALLEST = { width: 1024, height: 700 } as const;
const USUAL = { width: 1440, height: 900 } as const;

/** How much of the title bar must be on a display for a person to get hold of it, px. */
const GRIP = { width: 120, height: 40 } as const;

export interface Placement {
  width: number;
  height: number;
  /** Absent: centred by the system. */
  at: { x: number; y: number } | null;
  maximized: boolean;
}

/** Where to open: as kept, if a display still shows enough of it; else in the usual size, no larger than the first display. */
export function place(kept: WindowState | null, displays: readonly Rectangle[]): Placement {
  const home = kept && displays.find((display) => shows(display, kept.bounds));
  if (!kept || !home) return { ...fit(USUAL, displays[0] ?? { ...USUAL }), at: null, maximized: kept?.maximized ?? false };
  return { ...fit(kept.bounds, home), at: { x: kept.bounds.x, y: kept.bounds.y }, maximized: kept.maximized };
}

function fit(wanted: { width: number; height: number }, room: { width: number; height: number }): { width: number; height: number } {
  return { width: within(SMALLEST.width, wanted.width, room.width), height: within(SMALLEST.height, wanted.height, room.height) };
}

function within(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}

function shows(display: Rectangle, bounds: Rectangle): boolean {
  const across = Math.min(display.x + display.width, bounds.x + bounds.width) - Math.max(display.x, bounds.x);
  return across >= GRIP.width && bounds.y >= display.y && bounds.y + GRIP.height <= display.y + display.height;
}
