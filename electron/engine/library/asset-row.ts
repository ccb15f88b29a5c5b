import type { AssetView, Credits, Kept, ModelInput, Origin } from '../../../shared/domain.ts';
import { stackOf } from '../../../shared/library/stack-of.ts';
import { exact, type Provenance, type StoredFile } from './stored-file.ts';
import type { SidecarContent } from './sidecar.ts';

/** A row of table `asset` as SQLite gives it. */
export interface AssetRow {
  id: number;
  revision: number;
  sha256: string;
  kind: string;
  mime: string;
  extension: string;
  bytes: number;
  width: number | null;
  height: number | null;
  duration_s: number | null;
  thumbnail: string;
  created_at: number;
  endpoint: string;
  job_id: number | null;
  job_number: number | null;
  batch_id: number | null;
  batch_name: string | null;
  batch_total: number | null;
  model: string;
  model_name: string;
  prompt: string | null;
  input: string;
  seed: number | null;
  key_label: string | null;
  credits: number | null;
  credits_source: string | null;
  took_ms: number | null;
  origin: string | null;
  trashed_at: number | null;
  /** `due`: the file beside the bytes says less than this row. */
  sidecar: 'written' | 'due';
  rating: number | null;
  pick: string | null;
  label: string | null;
  favourite: number;
  title: string | null;
  notes: string | null;
  imported: number;
  missing: number;
  /** Variations of one idea have the same. */
  stack: string | null;
  /** JSON array, from table `asset_tag`. */
  tags: string;
}

/** What is read of an asset, with the tags from their own table. */
export const ASSET_COLUMNS = `asset.*, (SELECT json_group_array(tag) FROM (SELECT tag FROM asset_tag WHERE asset_id = asset.id ORDER BY tag)) AS tags`;

/** The columns a new row gives; the rest is SQLite's, or begins with its default. */
export type NewAssetRow = Omit<
  AssetRow,
  'id' | 'revision' | 'trashed_at' | 'sidecar' | 'rating' | 'pick' | 'label' | 'favourite' | 'title' | 'notes' | 'missing' | 'tags'
>;

/** Columns of a new row, by name. */
export function newRow(stored: StoredFile, given: Provenance, { createdAt, imported }: { createdAt: number; imported: boolean }): NewAssetRow {
  const made = exact(given);
  return {
    sha256: stored.sha256,
    kind: stored.kind,
    mime: stored.mime,
    extension: stored.extension,
    bytes: stored.bytes,
    width: stored.width,
    height: stored.height,
    duration_s: null,
    thumbnail: wantsThumbnail(stored) ? 'wanted' : 'none',
    created_at: createdAt,
    endpoint: made.endpoint,
    job_id: made.jobId,
    job_number: made.jobNumber,
    batch_id: made.batchId,
    batch_name: made.batchName,
    batch_total: made.batchTotal,
    model: made.model,
    model_name: made.modelName,
    prompt: made.prompt,
    input: JSON.stringify(made.input),
    seed: made.seed,
    key_label: made.keyLabel,
    credits: made.credits?.amount ?? null,
    credits_source: made.credits?.source ?? null,
    took_ms: made.tookMs,
    origin: made.origin && JSON.stringify(made.origin),
    imported: imported ? 1 : 0,
    stack: stackOf(made),
  };
}

/** Pixels of an image beyond which no renderer is asked to decode it: 400 MB as RGBA. */
const MOST_PIXELS = 100_000_000;

function wantsThumbnail({ kind, width, height }: StoredFile): boolean {
  return kind !== 'other' && (width ?? 0) * (height ?? 0) <= MOST_PIXELS;
}

export function toAssetView(row: AssetRow): AssetView {
  return {
    id: row.id,
    revision: row.revision,
    ...storedOf(row),
    durationS: row.duration_s,
    thumbnail: row.thumbnail as AssetView['thumbnail'],
    createdAt: row.created_at,
    ...shownOf(row),
    trashedAt: row.trashed_at,
    kept: keptOf(row),
    imported: row.imported === 1,
    missing: row.missing === 1,
  };
}

/** What a person keeps, as the row tells it. */
export function keptOf(row: AssetRow): Kept {
  const { rating, title, notes } = row;
  return {
    rating,
    pick: row.pick as Kept['pick'],
    label: row.label as Kept['label'],
    favourite: row.favourite === 1,
    title,
    notes,
    tags: JSON.parse(row.tags) as string[],
  };
}

export function toSidecarContent(row: AssetRow, collections: SidecarContent['collections']): SidecarContent {
  const made: Provenance = { endpoint: row.endpoint as Provenance['endpoint'], ...shownOf(row) };
  return {
    stored: storedOf(row),
    made,
    createdAt: row.created_at,
    durationS: row.duration_s,
    trashedAt: row.trashed_at,
    kept: keptOf(row),
    imported: row.imported === 1,
    collections,
  };
}

function storedOf(row: AssetRow): StoredFile {
  const { sha256, mime, extension, bytes, width, height } = row;
  return { sha256, kind: row.kind as StoredFile['kind'], mime, extension, bytes, width, height };
}

function shownOf(row: AssetRow): Omit<Provenance, 'endpoint'> {
  return {
    jobId: row.job_id,
    jobNumber: row.job_number,
    batchId: row.batch_id,
    batchName: row.batch_name,
    batchTotal: row.batch_total,
    model: row.model,
    modelName: row.model_name,
    prompt: row.prompt,
    input: JSON.parse(row.input) as ModelInput,
    seed: row.seed,
    keyLabel: row.key_label,
    credits: creditsOf(row),
    tookMs: row.took_ms,
    origin: row.origin === null ? null : (JSON.parse(row.origin) as Origin),
  };
}

function creditsOf({ credits: amount, credits_source: source }: AssetRow): Credits | null {
  return amount === null ? null : { amount, source: source === 'reported' ? 'reported' : 'estimated' };
}
