import type { AssetState, FigureField, SearchQuery, Term, Test } from '../../../../shared/search/query.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import { holding } from '../../store/like.ts';
import { ftsOfTest } from './text-match.ts';

/** A condition in SQL over table `asset`, its values by name in `values`. */
export interface SqlConditions {
  conditions: string[];
  /** `p0`, `p1` … */
  values: Record<string, unknown>;
  /** The one condition there is, where it is one for the full-text index, turned around or not: that index can count alone. */
  sole: { match: string; not: boolean } | null;
}

/** Ids of what looks like the asset whose hash begins so. */
export type Near = (hash: string) => readonly number[];

type Bind = (value: unknown) => string;
type TextField = Extract<Test, { kind: 'text-field' }>;

const COLUMN: Readonly<Record<FigureField, string>> = {
  rating: 'coalesce(rating, 0)',
  seed: 'seed',
  width: 'width',
  height: 'height',
  seconds: 'duration_s',
  credits: 'credits',
  bytes: 'bytes',
};

/** The states `is:` asks for, in SQL over table `asset`. */
export const STATE: Readonly<Record<AssetState, string>> = {
  favourite: 'favourite = 1',
  picked: `pick = 'picked'`,
  rejected: `pick = 'rejected'`,
  rated: 'rating IS NOT NULL',
  unrated: 'rating IS NULL',
  tagged: 'id IN (SELECT asset_id FROM asset_tag)',
  missing: 'missing = 1',
  practice: `endpoint = 'sandbox'`,
  imported: 'imported = 1',
};

/**
 * The query as SQL. Few distinct texts (values are parameters), so that prepared statements can be kept. All words that must occur are one
 * question to the full-text index.
 */
export function conditionsOf({ terms }: SearchQuery, near: Near): SqlConditions {
  const values: Record<string, unknown> = {};
  const bind: Bind = (value) => {
    const name = `p${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const asked = terms.map((term, index) => ({ term, match: term.not ? null : ftsOfTest(term.test, index === terms.length - 1) }));
  const wanted = asked.flatMap(({ match }) => (match === null ? [] : `(${match})`));
  const conditions = asked.filter(({ match }) => match === null).map(({ term }) => turned(term, conditionOf(term.test, bind, near)));
  if (wanted.length > 0) conditions.push(matching(bind(wanted.join(' AND '))));
  return { conditions, values, sole: soleOf(terms, wanted) };
}

function soleOf(terms: readonly Term[], wanted: readonly string[]): SqlConditions['sole'] {
  if (wanted.length > 0) return wanted.length === terms.length ? { match: wanted.join(' AND '), not: false } : null;
  const [term, ...others] = terms;
  const match = term?.not && others.length === 0 ? ftsOfTest(term.test, false) : null;
  return match === null ? null : { match, not: true };
}

const matching = (parameter: string) => `id IN (SELECT rowid FROM asset_text WHERE asset_text MATCH ${parameter})`;

/** What is not known is not so: an asset without a seed is not of seed 5, and is found by `-seed:5`. */
const turned = ({ not }: Term, condition: string) => (not ? `NOT coalesce(${condition}, 0)` : condition);

function conditionOf(test: Test, bind: Bind, near: Near): string {
  const match = ftsOfTest(test, false);
  if (match !== null) return matching(bind(match));
  switch (test.kind) {
    case 'words':
      // Words without a letter or digit in them: nothing can match.
      return '0';
    case 'text-field':
      return textCondition(test, bind);
    case 'pick':
      return pickCondition(test, bind);
    case 'kind':
      return `kind = ${bind(test.is)}`;
    case 'figure':
      return `${COLUMN[test.field]} ${test.comparison} ${bind(test.figure)}`;
    case 'label':
      return test.label === null ? 'label IS NULL' : `label = ${bind(test.label)}`;
    case 'is':
      return STATE[test.state];
    case 'like':
      return `id IN (SELECT value FROM json_each(${bind(JSON.stringify(near(test.hash)))}))`;
    case 'time':
      return [test.from !== null && `created_at >= ${bind(test.from)}`, test.to !== null && `created_at < ${bind(test.to)}`].filter(Boolean).join(' AND ');
    case 'any':
      return `(${test.of.map((one) => `coalesce(${conditionOf(one, bind, near)}, 0)`).join(' OR ')})`;
    default:
      return unreachable(test);
  }
}

function textCondition({ field, text, exact }: TextField, bind: Bind): string {
  switch (field) {
    case 'tag':
      return `id IN (SELECT asset_id FROM asset_tag WHERE tag = ${bind(text)})`;
    case 'in':
      return `id IN (SELECT asset_id FROM collection_asset JOIN collection ON collection.id = collection_id WHERE name = ${bind(text)})`;
    case 'key':
      return exact ? `key_label = ${bind(text)}` : `key_label LIKE ${bind(holding(text))} ESCAPE '\\'`;
    case 'model':
      return exact ? `${bind(text)} IN (model, model_name)` : '0';
    case 'batch':
      return exact ? `batch_name = ${bind(text)}` : '0';
    default:
      // Text without a letter or digit in it: nothing can match.
      return '0';
  }
}

/** The view brings the index into play where no name is given: it begins with one. */
function pickCondition({ name, value }: Extract<Test, { kind: 'pick' }>, bind: Bind): string {
  const named = name === null ? 'name IN (SELECT name FROM pick_name)' : `name = ${bind(name)}`;
  return `id IN (SELECT asset_id FROM asset_pick WHERE ${named} AND value = ${bind(value)})`;
}
