import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../../electron/engine/engine.ts';
import { layoutOf, type Layout } from '../../../electron/engine/library/layout.ts';
import { openStore, type Store } from '../../../electron/engine/store/open.ts';
import { readWorkspace } from '../../faults/checks/record.ts';
import type { Served } from '../../faults/checks/served.ts';
import { violations, type Expected } from '../../faults/checks/violations.ts';

/** A small sound workspace made by hand, beside what a server would tell of it: a test plants one breach and looks what is found. */
export interface Planted {
  folder: string;
  layout: Layout;
  store: Store;
  served: Served;
  expected: { prompts: string[]; resubmitted: Expected['resubmitted'] };
  /** Closes the database and holds the workspace against the rules. */
  check(): string[];
}

export const BYTES = 'the bytes of a fox';
export const SHA256 = createHash('sha256').update(BYTES).digest('hex');

/** Job 1 was lost once, sent again by the user, and is done; job 2 waits; job 3 is uncertain and was accepted; job 4 failed. */
export async function plant(): Promise<Planted> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-planted-'));
  const layout = layoutOf(folder);
  const store = await openStore({ file: join(folder, DATABASE_FILE), now: 1 });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  store.exec(ROWS);
  mkdirSync(dirname(layout.asset(SHA256, 'png')), { recursive: true });
  writeFileSync(layout.asset(SHA256, 'png'), BYTES);
  writeFileSync(layout.sidecar(SHA256), '{}');
  const served: Served = {
    runs: [
      { remoteId: 'lost', prompt: 'one', hashes: [null], ended: true },
      { remoteId: 'found', prompt: 'one', hashes: [SHA256], ended: true },
      { remoteId: 'unheard', prompt: 'three', hashes: [null], ended: true },
      { remoteId: 'filtered', prompt: 'four', hashes: [null], ended: true },
    ],
    runsCounted: 4,
    refused: 0,
  };
  const expected: Planted['expected'] = { prompts: ['one', 'two', 'three', 'four'], resubmitted: 'uncertain' };
  const check = () => {
    store.close();
    return violations({ record: readWorkspace(folder), served, expected });
  };
  return { folder, layout, store, served, expected, check };
}

const ROWS = `
  INSERT INTO api_key (id, label, endpoint, source, fingerprint, prefix, last4, created_at) VALUES (1, 'a', 'api', 'environment', 'f', 'sk_', 'abcd', 1);
  INSERT INTO batch (id, name, source, endpoint, created_at) VALUES (1, 'foxes', 'file', 'api', 1);
  INSERT INTO job (id, batch_id, number, model, input, state, attempt_id, created_at) VALUES
    (1, 1, 1, 'm', '{"prompt":"one"}', 'done', 2, 1), (2, 1, 2, 'm', '{"prompt":"two"}', 'queued', NULL, 1),
    (3, 1, 3, 'm', '{"prompt":"three"}', 'uncertain', 3, 1), (4, 1, 4, 'm', '{"prompt":"four"}', 'failed', 4, 1);
  INSERT INTO batch_count VALUES (1, 'done', 1), (1, 'queued', 1), (1, 'uncertain', 1), (1, 'failed', 1);
  INSERT INTO attempt (id, job_id, number, key_id, mode, outcome, remote_id, started_at) VALUES
    (1, 1, 1, 1, 'sync', 'uncertain', NULL, 1), (2, 1, 2, 1, 'sync', 'done', 'found', 1),
    (3, 3, 1, 1, 'sync', 'uncertain', NULL, 1), (4, 4, 1, 1, 'sync', 'failed', 'filtered', 1);
  INSERT INTO output (attempt_id, position, url, state, sha256) VALUES (2, 0, 'u', 'home', '${SHA256}');
  INSERT INTO asset (sha256, kind, mime, extension, bytes, created_at, endpoint, model, model_name) VALUES
    ('${SHA256}', 'image', 'image/png', 'png', ${BYTES.length}, 1, 'api', 'm', 'M');
  INSERT INTO request (key_id, attempt_id, job_id, kind, sent_at) VALUES (1, 1, 1, 'run', 1), (1, 2, 1, 'run', 1), (1, 3, 3, 'run', 1), (1, 4, 4, 'run', 1);
`;
