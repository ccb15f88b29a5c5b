import type { AssetState, FigureField, SearchQuery, Term, Test } from '../../../../shared/search/query.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import { ftsOfTerm } from './text-match.ts';

/** A condition in SQL over table `asset`, its values by position in `values`. */
export interface SqlConditions {
  conditions: string[];
  /** `p0`, `p1` … */
  values: Record<string, unknown>;
}

const COLUMN: Readonly<Record<FigureField, string>> = {
  rating: 'coalesce(rating, 0)',
  seed: 'seed',
  width: 'width',
  height: 'height',
  seconds: 'duration_s',
  credits: 'credits',
  bytes: 'bytes',
};

const STATE: Readonly<Record<AssetState, string>> = {
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
 * full-text question: the plus keeps SQLite from fetching and sorting every match; it walks the newest first and stops when the page is full.
 */
export function conditionsOf({ terms }: SearchQuery): SqlConditions {
  const values: Record<string, unknown> = {};
  const bind = (value: unknown): string => {
    const name = `p${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const asked = terms.map((term, index) => ({ term, match: ftsOfTerm(term, index === terms.length - 1) }));
  const wanted = asked.filter(({ term, match }) => match !== null && !term.not).map(({ match }) => `(${match})`);
  const others = asked.filter(({ term, match }) => match === null || term.not);
  const conditions = others.map(({ term, match }) => turned(term, match === null ? conditionOf(term.test, bind) : matching(bind(match), '')));
  if (wanted.length > 0) conditions.push(matching(bind(wanted.join(' AND ')), '+'));
  return { conditions, values };
}

const matching = (parameter: string, plus: '+' | '') => `${plus}id IN (SELECT rowid FROM asset_text WHERE asset_text MATCH ${parameter})`;

/** What is not known is not so: an asset without a seed is not of seed 5, and is found by `-seed:5`. */
const turned = ({ not }: Term, condition: string) => (not ? `NOT coalesce(${condition}, 0)` : condition);

function conditionOf(test: Test, bind: (value: unknown) => string): string {
  switch (test.kind) {
    case 'words':
      // Words without a letter or digit in them: nothing can match.
      return '0';
    case 'text-field':
      return textCondition(test.field, test.text, bind);
    case 'kind':
      return `kind = ${bind(test.is)}`;
    case 'figure':
      return `${COLUMN[test.field]} ${test.comparison} ${bind(test.figure)}`;
    case 'label':
      return test.label === null ? 'label IS NULL' : `label = ${bind(test.label)}`;
    case 'is':
      return STATE[test.state];
    case 'time':
      return [test.from !== null && `created_at >= ${bind(test.from)}`, test.to !== null && `created_at < ${bind(test.to)}`].filter(Boolean).join(' AND ');
    default:
      return unreachable(test);
  }
}

function textCondition(field: Extract<Test, { kind: 'text-field' }>['field'], text: string, bind: (value: unknown) => string): string {
  if (field === 'tag') return `id IN (SELECT asset_id FROM asset_tag WHERE tag = ${bind(text)})`;
  if (field === 'key') return `key_label LIKE ${bind(`%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`)} ESCAPE '\\'`;
  if (field === 'in') return `id IN (SELECT asset_id FROM collection_asset JOIN collection ON collection.id = collection_id WHERE name = ${bind(text)})`;
  return '0';
}
