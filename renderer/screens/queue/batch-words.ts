import type { BatchView, KeyView, ModelView } from '../../../shared/domain.ts';
import { count } from '../../look/numbers.ts';
import { moving, unfinished, type WaitWords } from '../../look/states.ts';
import { clockSeconds } from '../../look/times.ts';
import { heldWords, isTried, ruleWords } from './batch-holds.ts';
import { findModel } from '../../state/models.ts';

export interface BatchSurroundings {
  models: Readonly<Record<string, ModelView>>;
  keys: readonly KeyView[];
  paused: boolean;
  /** The API does not answer. */
  silent: boolean;
}

/** The second line of a batch: what it runs with, or why it does not move and until when. */
export function batchLine(batch: BatchView, { models, keys, paused, silent }: BatchSurroundings, now: number): string {
  const made = modelWords(batch, models);
  if (batch.state === 'cancelled') return `${made} · cancelled`;
  if (unfinished(batch.counts) === 0) return `${made} · ${overWords(batch)}`;
  if (paused) return 'Held: everything is paused';
  if (batch.held) return `Paused itself: ${heldWords(batch.held)}. Look before it goes on`;
  if (batch.state === 'paused') return 'Paused by you';
  const rule = ruleWords(batch, now);
  if (rule !== null) return rule;
  if (silent) return moving(batch.counts) > 0 ? 'At the API, which is silent' : 'Waits until the API answers';
  if (moving(batch.counts) > 0) return `${made} · ${keyWords(batch)}`;
  return stuckWords(batch, keys, now) ?? `${made} · ${keyWords(batch)}`;
}

/** The line with its moment apart: where room is short the words give way, and the moment never. */
export function lineParts(line: string): WaitWords {
  const at = line.lastIndexOf(' until ');
  return at < 0 ? { words: line, time: '' } : { words: line.slice(0, at), time: line.slice(at + 1) };
}

function modelWords(batch: BatchView, models: BatchSurroundings['models']): string {
  const [first, ...rest] = batch.models;
  if (first === undefined) return 'no model';
  return `${findModel(models, first)?.name ?? first}${rest.length > 0 ? ` and ${count(rest.length)} more` : ''}`;
}

function keyWords(batch: BatchView): string {
  return batch.labels.length > 0 ? batch.labels.join(', ') : 'any key';
}

function overWords(batch: BatchView): string {
  if (batch.counts.uncertain > 0) return 'waits for your decision';
  return batch.counts.failed > 0 ? `over, ${count(batch.counts.failed)} failed` : 'done';
}

/** Nothing of it moves: the first key that may take it and is free again, or that there is none. */
function stuckWords(batch: BatchView, keys: readonly KeyView[], now: number): string | null {
  const fit = keys.filter((key) => key.state === 'ready' && (batch.labels.length === 0 || batch.labels.some((label) => key.labels.includes(label))));
  if (fit.length === 0) return batch.labels.length > 0 ? `Waits for a key labelled ${batch.labels.join(' or ')}` : 'Waits for a key';
  const held = fit.map((key) => ({
    label: key.label,
    until: key.allowance.asleep?.until ?? (key.allowance.minute.remaining === 0 ? key.allowance.minute.resetAt : null),
  }));
  if (held.some((key) => key.until === null || key.until <= now)) return null;
  const first = held.toSorted((one, other) => one.until! - other.until!)[0]!;
  return `Waits for ${first.label} until ${clockSeconds(first.until!)}`;
}

/** Two words or three, where the moment of its finish would stand: why there is none. `paused`: everything is. */
export function noFinishWords(batch: BatchView, { over, paused }: { over: boolean; paused: boolean }): string {
  const { state, counts } = batch;
  if (over) return counts.uncertain > 0 ? 'your turn' : state === 'cancelled' ? 'cancelled' : 'over';
  if (paused) return 'held';
  if (isTried(batch)) return 'your turn';
  if (state === 'paused') return 'held';
  return batch.trial ? 'after your look' : 'no forecast';
}
