import type { CallOutput } from '../../../shared/contract.ts';
import { parseSearch } from '../../../shared/search/parse.ts';
import type { SearchQuery, Term, Test } from '../../../shared/search/query.ts';
import type { Store } from '../store/open.ts';
import { conditionOfQuery, type AssetFilter, type Condition } from './asset-search.ts';
import { STATE } from './search/conditions.ts';

export type Facets = CallOutput<'asset.facets'>;
type Counts = Facets['kinds'];

/** Values beyond these are not listed. */
const MOST_VALUES = 200;
const MOST_PICKED = 50;
const MOST_PICK_NAMES = 40;

const STATES = ['favourite', 'picked', 'rejected', 'imported', 'practice', 'missing'] as const;

/** What a term is about, as facets are; null for what no facet shows. */
type Subject = 'kind' | 'model' | 'rating' | 'label' | 'tag' | 'is' | `pick ${string}`;

/**
 * Counts for every facet of a filter. What is chosen within a facet does not narrow that facet itself, so that it tells what another tick
 * would bring. One question at a time with a turn of the event loop between them: a library of any size holds nobody up for longer than
 * one count takes.
 * @param breathe resolves after other work had its turn
 */
export async function facetsOf(db: Store, filter: AssetFilter, now: number, breathe: () => Promise<void>): Promise<Facets> {
  const query = parseSearch(filter.text ?? '', { now });
  const narrowed = (subject: Subject) => conditionOfQuery(db, filter, withoutSubject(query, subject));
  const step = async <T>(work: () => T): Promise<T> => {
    const done = work();
    await breathe();
    return done;
  };
  const sums = await step(() => sumsOf(db, conditionOfQuery(db, filter, query)));
  const kinds = await step(() => counts(db, 'kind', narrowed('kind')));
  const models = await step(() => modelCounts(db, narrowed('model')));
  const ratings = await step(() => counts(db, 'CAST(coalesce(rating, 0) AS TEXT)', narrowed('rating')));
  const labels = await step(() => counts(db, 'label', narrowed('label')));
  const tags = await step(() => tagCounts(db, narrowed('tag')));
  const states = await step(() => stateCounts(db, narrowed('is')));
  const picks: Facets['picks'] = [];
  for (const name of db.prepare<[number], string>('SELECT name FROM pick_name LIMIT ?').pluck().all(MOST_PICK_NAMES)) {
    const values = await step(() => pickCounts(db, name, narrowed(`pick ${name}`)));
    if (values.length > 0) picks.push({ name, values });
  }
  return { kinds, models, ratings, labels, tags, states, picks: mostFirst(picks), ...sums };
}

const assetsIn = (values: Counts) => values.reduce((sum, { assets }) => sum + assets, 0);
const mostFirst = (picks: Facets['picks']) => picks.toSorted((one, other) => assetsIn(other.values) - assetsIn(one.values));

function withoutSubject({ terms, mistakes }: SearchQuery, subject: Subject): SearchQuery {
  return { terms: terms.filter((term) => !isAbout(term, subject)), mistakes };
}

/** What is excluded stays so. */
function isAbout({ test, not }: Term, subject: Subject): boolean {
  return !not && (test.kind === 'any' ? test.of : [test]).every((one) => subjectOf(one) === subject);
}

function subjectOf(test: Test): Subject | null {
  switch (test.kind) {
    case 'kind':
    case 'label':
    case 'is':
      return test.kind;
    case 'figure':
      return test.field === 'rating' ? 'rating' : null;
    case 'text-field':
      return test.field === 'model' || test.field === 'tag' ? test.field : null;
    case 'pick':
      return test.name === null ? null : `pick ${test.name}`;
    default:
      return null;
  }
}

function sumsOf(db: Store, { from, where, parameters }: Condition): { total: number; bytes: number } {
  return db.prepare<[object], { total: number; bytes: number }>(`SELECT count(*) AS total, coalesce(sum(bytes), 0) AS bytes ${from} ${where}`).get(parameters)!;
}

function counts(db: Store, column: string, { from, where, parameters }: Condition): Counts {
  return db
    .prepare<[object], Counts[number]>(
      `SELECT ${column} AS value, count(*) AS assets ${from} ${where} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY assets DESC, value LIMIT ${MOST_VALUES}`,
    )
    .all(parameters);
}

function modelCounts(db: Store, { from, where, parameters }: Condition): Facets['models'] {
  return db
    .prepare<[object], Facets['models'][number]>(
      `SELECT model AS value, model_name AS name, count(*) AS assets ${from} ${where} GROUP BY 1 ORDER BY assets DESC, value LIMIT ${MOST_VALUES}`,
    )
    .all(parameters);
}

function tagCounts(db: Store, condition: Condition): Counts {
  return db
    .prepare<[object], Counts[number]>(
      `SELECT tag AS value, count(*) AS assets FROM asset_tag WHERE ${among(condition)} GROUP BY tag ORDER BY assets DESC, tag LIMIT ${MOST_VALUES}`,
    )
    .all(condition.parameters);
}

function pickCounts(db: Store, name: string, condition: Condition): Counts {
  return db
    .prepare<[object], Counts[number]>(
      `SELECT value, count(*) AS assets FROM asset_pick INDEXED BY assets_of_pick WHERE name = :pickName AND ${among(condition)}
         GROUP BY value ORDER BY assets DESC, value LIMIT ${MOST_PICKED}`,
    )
    .all({ ...condition.parameters, pickName: name });
}

/** Few are in the trash: where everything else fits, it is they who are looked up. */
function among({ everything, from, where }: Condition): string {
  return everything ? 'asset_id NOT IN (SELECT id FROM asset WHERE trashed_at IS NOT NULL)' : `asset_id IN (SELECT id ${from} ${where})`;
}

function stateCounts(db: Store, { from, where, parameters }: Condition): Counts {
  const sums = STATES.map((state) => `count(*) FILTER (WHERE ${STATE[state]}) AS ${state}`);
  const row = db.prepare<[object], Record<string, number>>(`SELECT ${sums.join(', ')} ${from} ${where}`).get(parameters)!;
  return STATES.map((value) => ({ value, assets: row[value] ?? 0 })).filter(({ assets }) => assets > 0);
}
