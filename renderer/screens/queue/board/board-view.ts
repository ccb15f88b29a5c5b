import { create } from 'zustand';
import { following, moved, SPANS, type TimeScale, zoomedAbout } from './time-scale.ts';

/** How the board is looked at; kept while the window is open, so that coming back finds it as it was. */
export interface BoardView {
  /** ms from edge to edge. */
  span: number;
  /** Now stays in its place; else `start` does. */
  follow: boolean;
  start: number;
}

export const useBoardView = create<BoardView>(() => ({ span: SPANS['6 min'], follow: true, start: 0 }));

/** The scale at a moment, for a width in device px. */
export function scaleNow(view: BoardView, now: number, width: number): TimeScale {
  if (view.follow) return following(now, view.span, width);
  const msPerPx = view.span / Math.max(1, width);
  return { start: Math.round(view.start / msPerPx) * msPerPx, msPerPx, width };
}

/** Dragged by `px` to the right: it does not follow any more. */
export function dragBy(scale: TimeScale, px: number): void {
  const next = moved(scale, px);
  useBoardView.setState({ follow: false, start: next.start });
}

/** Zoomed about `x`; following goes on about now. */
export function zoomBy(scale: TimeScale, x: number, factor: number): void {
  const next = zoomedAbout(scale, x, factor);
  useBoardView.setState((view) => ({ span: next.msPerPx * next.width, start: view.follow ? view.start : next.start }));
}

/** Another span about the middle of what is shown. */
export function setSpan(span: number): void {
  useBoardView.setState((view) => ({ span, start: view.start + view.span / 2 - span / 2 }));
}

export function setFollow(follow: boolean, scale: TimeScale | null): void {
  useBoardView.setState((view) => ({ follow, start: scale?.start ?? view.start }));
}
