import { z } from 'zod';
import { draftSchema, isUntouched, type Draft } from './draft.ts';

/** A draft on the desk, with what it was before and what was undone. Newest last in both. */
export interface Tab {
  id: number;
  draft: Draft;
  past: readonly Draft[];
  future: readonly Draft[];
  /** What the last change was about, and when (ms): typing on is one step to undo. */
  last: { about: string; at: number } | null;
}

/** Never without a tab; `active` is the id of one of them. */
export interface Desk {
  tabs: readonly Tab[];
  active: number;
}

/** Changes of one thing so close together are one step. */
const ONE_STEP_MS = 800;
const MOST_STEPS = 200;

export function deskOf(draft: Draft): Desk {
  return { tabs: [tabOf(1, draft)], active: 1 };
}

export function activeTab(desk: Desk): Tab {
  return desk.tabs.find((tab) => tab.id === desk.active) ?? desk.tabs[0]!;
}

/** The desk with its draft changed. `about` names what was changed: a field, the prompt. */
export function changed(desk: Desk, draft: Draft, about: string, at: number): Desk {
  const { draft: before, past, last } = activeTab(desk);
  if (draft === before) return desk;
  const goesOn = last !== null && last.about === about && at - last.at < ONE_STEP_MS;
  return withActive(desk, { draft, past: goesOn ? past : [...past, before].slice(-MOST_STEPS), future: [], last: { about, at } });
}

/** What follows from no step of the user's, such as new seeds after queueing: nothing to undo. */
export function replaced(desk: Desk, draft: Draft): Desk {
  return withActive(desk, { draft, last: null });
}

export function undone(desk: Desk): Desk {
  const { draft, past, future } = activeTab(desk);
  const before = past.at(-1);
  return before ? withActive(desk, { draft: before, past: past.slice(0, -1), future: [...future, draft], last: null }) : desk;
}

export function redone(desk: Desk): Desk {
  const { draft, past, future } = activeTab(desk);
  const after = future.at(-1);
  return after ? withActive(desk, { draft: after, past: [...past, draft], future: future.slice(0, -1), last: null }) : desk;
}

/** A new tab in front; one in which nothing was written gives way to it. */
export function opened(desk: Desk, draft: Draft): Desk {
  const id = Math.max(...desk.tabs.map((tab) => tab.id)) + 1;
  const active = activeTab(desk);
  const others = isUntouched(active.draft) ? desk.tabs.filter((tab) => tab !== active) : desk.tabs;
  return { tabs: [...others, tabOf(id, draft)], active: id };
}

/** The desk without a tab; `empty` takes the place of the last one. */
export function closed(desk: Desk, id: number, empty: Draft): Desk {
  const at = desk.tabs.findIndex((tab) => tab.id === id);
  const tabs = desk.tabs.filter((tab) => tab.id !== id);
  if (tabs.length === 0) return { tabs: [tabOf(id + 1, empty)], active: id + 1 };
  return { tabs, active: desk.active === id ? tabs[Math.max(0, at - 1)]!.id : desk.active };
}

/** A desk as it was left, with the drafts that were opened or changed `here` since it was `loaded` put beside its own, and in front where they are there. */
export function merged(left: Desk, here: Desk, loaded: Desk): Desk {
  const old = new Set(loaded.tabs.map((tab) => tab.draft));
  const own = here.tabs.filter((tab) => !old.has(tab.draft) && !isUntouched(tab.draft));
  const first = Math.max(...left.tabs.map((tab) => tab.id)) + 1;
  const added = own.map((tab, at) => ({ ...tab, id: first + at }));
  const front = own.findIndex((tab) => tab.id === here.active);
  return { tabs: [...left.tabs, ...added], active: front < 0 ? left.active : first + front };
}

function tabOf(id: number, draft: Draft): Tab {
  return { id, draft, past: [], future: [], last: null };
}

function withActive(desk: Desk, change: Partial<Tab>): Desk {
  const active = activeTab(desk);
  return { ...desk, tabs: desk.tabs.map((tab) => (tab === active ? { ...tab, ...change } : tab)) };
}

const saved = z.object({ active: z.int(), tabs: z.array(z.object({ id: z.int(), draft: draftSchema })).min(1) });

/** What is kept of a desk: its drafts, without their steps. */
export function deskText({ active, tabs }: Desk): string {
  return JSON.stringify({ active, tabs: tabs.map(({ id, draft }) => ({ id, draft })) });
}

/** A desk as it was stored; null when the text is none. */
export function readDesk(text: string | null): Desk | null {
  try {
    const { active, tabs } = saved.parse(JSON.parse(text ?? ''));
    return { tabs: tabs.map(({ id, draft }) => tabOf(id, draft)), active: tabs.some((tab) => tab.id === active) ? active : tabs[0]!.id };
  } catch {
    return null;
  }
}
