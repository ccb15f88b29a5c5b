import type { Clock } from '../../../shared/clock.ts';
import type { CallArgs, CallOutput, PresetView } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';

/** Drafts that were named to be used again. */
export interface Presets {
  /** By name. */
  list(): PresetView[];
  /** NOT_FOUND where there is none. */
  get(id: number): CallOutput<'preset.get'>;
  /** CONFLICT where another has the name, NOT_FOUND where there is none of that id. */
  put(preset: CallArgs<'preset.put'>): PresetView;
  /** NOT_FOUND where there is none. */
  remove(id: number): void;
}

interface PresetRow {
  id: number;
  name: string;
  tags: string;
  model: string | null;
  prompt: string;
  draft: string;
  changed_at: number;
}

export function createPresets(store: Store, clock: Clock): Presets {
  const sql = {
    all: store.prepare<[], PresetRow>('SELECT * FROM preset ORDER BY name'),
    one: store.prepare<[number], PresetRow>('SELECT * FROM preset WHERE id = ?'),
    named: store.prepare<[string], number>('SELECT id FROM preset WHERE name = ?').pluck(),
    insert: store.prepare(
      'INSERT INTO preset (name, tags, model, prompt, draft, created_at, changed_at) VALUES (@name, @tags, @model, @prompt, @draft, @now, @now)',
    ),
    update: store.prepare('UPDATE preset SET name = @name, tags = @tags, changed_at = @now WHERE id = @id'),
    remove: store.prepare<[number]>('DELETE FROM preset WHERE id = ?'),
  };

  function one(id: number): PresetRow {
    const row = sql.one.get(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such preset any more.', { id });
    return row;
  }

  function put(preset: CallArgs<'preset.put'>): PresetView {
    const named = sql.named.get(preset.name);
    const id = 'id' in preset ? one(preset.id).id : null;
    if (named !== undefined && named !== id) throw new AppError('CONFLICT', `There is a preset “${preset.name}” already. Choose another name.`, { id: named });
    const values = { ...preset, tags: JSON.stringify([...new Set(preset.tags)]), now: clock.now() };
    if (id !== null) sql.update.run(values);
    return toView(one(id ?? Number(sql.insert.run(values).lastInsertRowid)));
  }

  return {
    list: () => sql.all.all().map(toView),
    get: (id) => ({ draft: one(id).draft }),
    put: (preset) => store.transaction(() => put(preset))(),
    remove: (id) => void sql.remove.run(one(id).id),
  };
}

function toView({ id, name, tags, model, prompt, changed_at }: PresetRow): PresetView {
  return { id, name, tags: JSON.parse(tags) as string[], model, prompt, changedAt: changed_at };
}
