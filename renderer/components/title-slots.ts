import { create } from 'zustand';

/** The places in the title bar that a screen fills; null until the bar is drawn. */
export interface TitleSlots {
  title: HTMLElement | null;
  actions: HTMLElement | null;
}

export const useTitleSlots = create<TitleSlots>(() => ({ title: null, actions: null }));

/** Refs for the bar's two places. */
export const titleSlot = (title: HTMLElement | null): void => useTitleSlots.setState({ title });
export const actionsSlot = (actions: HTMLElement | null): void => useTitleSlots.setState({ actions });
