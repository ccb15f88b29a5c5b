import { toCharge } from '../budget/charge.ts';
import { strays } from '../queue/outputs-of-asset.ts';
import type { Store } from '../store/open.ts';
import type { SidecarContent } from './sidecar.ts';
import type { Rebuilt } from './rebuild.ts';

/** Makes jobs and batches again from what their outputs tell. Meant to be called inside transactions. */
export interface JobRebuilder {
  add(content: SidecarContent): void;
  /** Sets the figures of the batches right, and tells what was made and what is missing. */
  finish(): Pick<Rebuilt, 'jobs' | 'batches' | 'incomplete'>;
}

interface Known {
  id: number;
  batch_id: number;
  number: number;
  model: string;
  state: string;
}

/** A job in these states may have run since the database was copied; one that runs or comes home finds its outputs itself. */
const OVERTAKEN = new Set(['queued', 'submitting', 'uncertain', 'failed', 'cancelled']);

export function createJobRebuilder(db: Store, now: number): JobRebuilder {
  const sql = prepare(db);
  const madeJobs = new Set<number>();
  const madeBatches = new Set<number>();
  const touched = new Map<number, number>();

  function add(content: SidecarContent): void {
    const { jobId, jobNumber, batchId, batchName, batchTotal } = content.made;
    if (jobId === null || jobNumber === null || batchId === null || batchName === null) return;
    if (!haveBatch(batchId, batchName, content)) return;
    const job = sql.job.get(jobId);
    if (job && (job.batch_id !== batchId || job.number !== jobNumber || job.model !== content.made.model)) return;
    if (!job) sql.insertJob.run({ ...jobRow(content), origin: originIn(batchId, content) });
    // One that is made anew ends as any other does: what is kept of ends counts it.
    if (!job || (OVERTAKEN.has(job.state) && !madeJobs.has(jobId))) sql.finishJob.run(jobRow(content));
    else if (!madeJobs.has(jobId)) return;
    madeJobs.add(jobId);
    touched.set(batchId, Math.max(batchTotal ?? 0, touched.get(batchId) ?? 0));
    link(jobId, content);
  }

  /** False where another batch has this number by now: then nothing of it is mixed up with that one. */
  function haveBatch(id: number, name: string, { made, createdAt }: SidecarContent): boolean {
    const known = sql.batch.get(id);
    if (known) {
      if (madeBatches.has(id)) sql.earlier.run(createdAt, id);
      return known.name === name && known.endpoint === made.endpoint;
    }
    sql.insertBatch.run(id, name, made.endpoint, createdAt);
    madeBatches.add(id);
    return true;
  }

  /** The job's own form of it: the template by its place among the batch's. */
  function originIn(batchId: number, { made: { origin } }: SidecarContent): string | null {
    if (!origin) return null;
    const templates = JSON.parse(sql.templates.get(batchId) ?? '[]') as string[];
    const known = templates.indexOf(origin.template);
    if (known < 0) sql.setTemplates.run(JSON.stringify([...templates, origin.template]), batchId);
    return JSON.stringify({ ...origin, template: known < 0 ? templates.length : known });
  }

  /** Outputs hang on an attempt, and an attempt on a key: of a key that is not here, only its label is known. */
  function link(jobId: number, { stored, made, createdAt }: SidecarContent): void {
    const attemptId = sql.attempt.get(jobId) ?? openAttempt(jobId, made, createdAt);
    sql.output.run({ attemptId, kind: stored.kind, mime: stored.mime, sha256: stored.sha256 });
    sql.holds.run(attemptId, jobId);
  }

  function openAttempt(jobId: number, { endpoint, keyLabel: label, tookMs, credits }: SidecarContent['made'], createdAt: number): number {
    const keyId =
      sql.key.get(endpoint, label ?? 'unknown') ?? sql.insertKey.run(label ?? 'unknown', endpoint, `rebuilt:${label ?? ''}`, now, now).lastInsertRowid;
    return Number(sql.insertAttempt.run(jobId, jobId, keyId, createdAt - (tookMs ?? 0), createdAt, credits && toCharge(credits.amount)).lastInsertRowid);
  }

  function finish(): Pick<Rebuilt, 'jobs' | 'batches' | 'incomplete'> {
    const incomplete: Rebuilt['incomplete'] = [];
    for (const [batchId, total] of touched) {
      sql.dropCounts.run(batchId);
      sql.count.run(batchId);
      sql.sums.run(batchId, batchId, batchId);
      const found = sql.found.get(batchId) ?? 0;
      if (found < total) incomplete.push({ batchId, name: sql.batch.get(batchId)?.name ?? '', total, found });
    }
    return { jobs: madeJobs.size, batches: madeBatches.size, incomplete };
  }

  return { add, finish };
}

function jobRow({ made, createdAt }: SidecarContent) {
  const submittedAt = createdAt - (made.tookMs ?? 0);
  return {
    id: made.jobId,
    batchId: made.batchId,
    number: made.jobNumber,
    model: made.model,
    input: JSON.stringify(made.input),
    credits: made.credits?.amount ?? null,
    source: made.credits?.source ?? null,
    submittedAt,
    createdAt,
  };
}

function prepare(db: Store) {
  return {
    job: db.prepare<[number], Known>('SELECT id, batch_id, number, model, state FROM job WHERE id = ?'),
    batch: db.prepare<[number], { name: string; endpoint: string }>('SELECT name, endpoint FROM batch WHERE id = ?'),
    earlier: db.prepare('UPDATE batch SET created_at = MIN(created_at, ?) WHERE id = ?'),
    insertBatch: db.prepare(`INSERT INTO batch (id, name, source, endpoint, created_at) VALUES (?, ?, 'batch', ?, ?)`),
    insertJob: db.prepare(`
      INSERT INTO job (id, batch_id, number, model, input, origin, state, created_at)
      VALUES (@id, @batchId, @number, @model, @input, @origin, 'collecting', @submittedAt)`),
    finishJob: db.prepare(`
      UPDATE job SET state = 'done', revision = revision + 1, error = NULL, credits = @credits, credits_source = @source, submitted_at = @submittedAt,
        finished_at = @createdAt, cancelling = 0, not_before = 0 WHERE id = @id`),
    attempt: db.prepare<[number], number>(`SELECT id FROM attempt WHERE job_id = ? AND outcome = 'done' ORDER BY number DESC LIMIT 1`).pluck(),
    templates: db.prepare<[number], string>('SELECT templates FROM batch WHERE id = ?').pluck(),
    setTemplates: db.prepare('UPDATE batch SET templates = ? WHERE id = ?'),
    holds: db.prepare('UPDATE job SET attempt_id = ? WHERE id = ?'),
    key: db.prepare<[string, string], number>('SELECT id FROM api_key WHERE endpoint = ? AND label = ? ORDER BY removed_at IS NULL DESC LIMIT 1').pluck(),
    insertKey: db.prepare(`
      INSERT INTO api_key (label, endpoint, source, fingerprint, prefix, last4, enabled, created_at, removed_at) VALUES (?, ?, 'vault', ?, '', '', 0, ?, ?)`),
    insertAttempt: db.prepare(`
      INSERT INTO attempt (job_id, number, key_id, mode, outcome, started_at, finished_at, charge)
      VALUES (?, 1 + (SELECT COUNT(*) FROM attempt WHERE job_id = ?), ?, 'sync', 'done', ?, ?, ?)`),
    output: db.prepare(`
      INSERT INTO output (attempt_id, position, url, kind, mime, state, sha256, stray)
      VALUES (@attemptId, (SELECT COALESCE(MAX(position) + 1, 0) FROM output WHERE attempt_id = @attemptId), '', @kind, @mime, 'home', @sha256,
        ${strays('@sha256', '@attemptId')})`),
    dropCounts: db.prepare('DELETE FROM batch_count WHERE batch_id = ?'),
    count: db.prepare('INSERT INTO batch_count (batch_id, state, jobs) SELECT batch_id, state, COUNT(*) FROM job WHERE batch_id = ? GROUP BY state'),
    sums: db.prepare(`
      UPDATE batch SET revision = revision + 1, credits_used = (SELECT COALESCE(SUM(credits), 0) FROM job WHERE batch_id = ?),
        models = (SELECT json_group_array(model) FROM (SELECT DISTINCT model FROM job WHERE batch_id = ?)) WHERE id = ?`),
    found: db.prepare<[number], number>('SELECT COUNT(*) FROM job WHERE batch_id = ?').pluck(),
  };
}
