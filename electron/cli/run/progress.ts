import type { Clock } from '../../../shared/clock.ts';
import { duration, figure, timeOfDay } from '../words.ts';
import type { Progress } from './follow.ts';

const REDRAW_MS = 100;
const LINE_EVERY_MS = 10_000;
const SAME_LINE_EVERY_MS = 60_000;
const BAR_CELLS = 24;
const CLEAR_LINE = '\r\u001B[2K';

export interface ProgressView {
  update(progress: Progress): void;
  /** Writes a line of its own above the bar. */
  say(line: string): void;
  /** Shows the last state and lets go of the line. */
  close(): void;
}

/** A bar that redraws itself at most ten times a second; needs a terminal of `width()` characters. */
export function progressBar(write: (text: string) => void, width: () => number | null, clock: Clock): ProgressView {
  let latest: Progress | null = null;
  let cancel: (() => void) | null = null;
  const draw = () => {
    cancel = null;
    if (latest) write(CLEAR_LINE + fit(barLine(latest, clock.now()), (width() ?? 80) - 1));
  };
  return {
    update(progress) {
      latest = progress;
      cancel ??= clock.setTimer(REDRAW_MS, draw);
    },
    say(line) {
      write(`${CLEAR_LINE}${line}\n`);
      if (latest) cancel ??= clock.setTimer(REDRAW_MS, draw);
    },
    close() {
      cancel?.();
      draw();
      if (latest) write('\n');
    },
  };
}

/** For logs and pipes: a line when it starts, then at most one in ten seconds; while nothing changes one a minute says that it goes on. */
export function progressLines(write: (text: string) => void, clock: Clock): ProgressView {
  let nextAt = clock.monotonic();
  let last = { line: '', at: 0 };
  const print = (progress: Progress, sameAfterMs: number) => {
    const line = `${figures(progress, clock.now())}\n`;
    if (line === last.line && clock.monotonic() - last.at < sameAfterMs) return;
    write(line);
    last = { line, at: clock.monotonic() };
  };
  let latest: Progress | null = null;
  return {
    update(progress) {
      latest = progress;
      if (clock.monotonic() < nextAt) return;
      nextAt = clock.monotonic() + LINE_EVERY_MS;
      print(progress, SAME_LINE_EVERY_MS);
    },
    say: (line) => write(`${line}\n`),
    close: () => latest && print(latest, Number.POSITIVE_INFINITY),
  };
}

function barLine(progress: Progress, now: number): string {
  const over = progress.counts.done + progress.counts.failed + progress.counts.cancelled + progress.counts.uncertain;
  const full = progress.total === 0 ? 0 : Math.floor((over / progress.total) * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${figures(progress, now)}`;
}

function figures({ counts, total, keys, status, doneAt }: Progress, now: number): string {
  const running = counts.submitting + counts.running + counts.collecting;
  const parts = [`${figure(counts.done)} of ${figure(total)} done`];
  if (running > 0) parts.push(`${figure(running)} running`);
  for (const state of ['failed', 'uncertain', 'cancelled'] as const) if (counts[state] > 0) parts.push(`${figure(counts[state])} ${state}`);
  if (status.disk === 'full') parts.push('the disk is full');
  if (status.disk === 'refused') parts.push('outputs cannot be stored, check the disk and its permissions');
  if (status.api.state === 'silent') parts.push(`the API has not answered for ${duration(now - status.api.since)}`);
  for (const key of keys) if (key.allowance.asleep) parts.push(`${key.label} waits until ${timeOfDay(key.allowance.asleep.until)}`);
  if (doneAt !== null && doneAt > now) parts.push(`done ${timeOfDay(doneAt)}`);
  return parts.join(' · ');
}

function fit(line: string, width: number): string {
  const characters = [...line];
  return characters.length <= width ? line : characters.slice(0, Math.max(0, width)).join('');
}
