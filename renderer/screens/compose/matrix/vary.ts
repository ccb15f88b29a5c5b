import type { Method } from '../../../../shared/prompt/syntax.ts';
import type { Draft } from '../draft/draft.ts';
import { own } from '../schema/json.ts';
import { shown, type VariableField } from './field-values.ts';

/** The draft in which a field takes several values, to begin with the one it has. */
export function withSeveral(draft: Draft, field: VariableField): Draft {
  const value = own(draft.values, field.name) ?? field.fallback;
  const text = value === null || value === undefined ? '' : shown(value as never);
  return { ...draft, varied: { ...draft.varied, [field.name]: { text, method: 'all' } } };
}

/** The draft in which it takes one again: the one it had. */
export function withOne(draft: Draft, name: string): Draft {
  const { [name]: _, ...varied } = draft.varied;
  return { ...draft, varied };
}

export function withVaried(draft: Draft, name: string, varied: { text: string; method: Method }): Draft {
  return { ...draft, varied: { ...draft.varied, [name]: varied } };
}
