import type { SpendRow } from '../../../../shared/contract.ts';
import type { ModelView } from '../../../../shared/domain.ts';
import { findModel } from '../../../state/models.ts';

/**
 * The report with one row a model, whatever ids its jobs were composed with: before and after the API listed the model, they have different ones. Names
 * are the catalog's; what it does not know keeps its own. Order as it was, by each model's first row.
 */
export function byModel(rows: readonly SpendRow[], models: Readonly<Record<string, ModelView>>): SpendRow[] {
  const merged = new Map<string, SpendRow>();
  for (const row of rows) {
    const model = row.by === 'model' ? findModel(models, row.id) : undefined;
    const id = model?.id ?? row.id;
    const known = merged.get(`${row.by} ${id}`);
    merged.set(`${row.by} ${id}`, known ? sum(known, row) : { ...row, id, name: model?.name ?? row.name });
  }
  return [...merged.values()];
}

function sum(one: SpendRow, other: SpendRow): SpendRow {
  return {
    ...one,
    jobs: one.jobs + other.jobs,
    reported: one.reported + other.reported,
    estimated: one.estimated + other.estimated,
    unknownJobs: one.unknownJobs + other.unknownJobs,
  };
}
