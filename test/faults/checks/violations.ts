import { join } from 'node:path';
import { isFinal } from '../../../shared/job-state.ts';
import type { AttemptRecord, JobRecord, WorkspaceRecord } from './record.ts';
import type { Served, ServedRun } from './served.ts';

/** What must be true of a workspace at rest. */
export interface Expected {
  /** Of every job that was enqueued; each names one job. */
  prompts: readonly string[];
  /** `never`: the user let no uncertain job be sent again. `uncertain`: those, and no others. */
  resubmitted: 'never' | 'uncertain';
}

export interface Evidence {
  record: WorkspaceRecord;
  served: Served;
  expected: Expected;
}

/** Promise 1 as rules. Each tells what is wrong in sentences; none when it is kept. */
export const RULES = {
  'each job once': eachJobOnce,
  'final or resumable': finalOrResumable,
  'accepted = recorded': acceptedIsRecorded,
  'never twice unasked': neverTwiceUnasked,
  'bytes as served': bytesAsServed,
  'requests are logged': requestsAreLogged,
  'sound database': ({ record }: Evidence) => record.unsound,
  'nothing temporary': ({ record }: Evidence) => record.temporary.map((file) => `${file} is left`),
} satisfies Record<string, (evidence: Evidence) => string[]>;

/** Every breach of every rule, each with its rule's name. */
export function violations(evidence: Evidence): string[] {
  return Object.entries(RULES).flatMap(([name, rule]) => rule(evidence).map((sentence) => `${name}: ${sentence}`));
}

/** Prompts whose number of jobs is not one, and jobs nobody enqueued. */
function eachJobOnce({ record, expected }: Evidence): string[] {
  const jobs = countBy(record.jobs, ({ prompt }) => prompt);
  const wanted = new Set(expected.prompts);
  return [
    ...expected.prompts.filter((prompt) => jobs.get(prompt) !== 1).map((prompt) => `“${prompt}” has ${jobs.get(prompt) ?? 0} jobs`),
    ...[...jobs.keys()].filter((prompt) => !wanted.has(prompt)).map((prompt) => `nobody enqueued “${prompt}”`),
  ];
}

/** At rest a job has ended, waits, or waits for the user; and its attempts tell the same. */
function finalOrResumable({ record }: Evidence): string[] {
  const attempts = groupBy(record.attempts, ({ jobId }) => jobId);
  return record.jobs.flatMap((job) => stateComplaint(job, attempts.get(job.id) ?? []) ?? []);
}

function stateComplaint({ id, state, attemptId }: JobRecord, attempts: AttemptRecord[]): string | null {
  if (!isFinal(state) && state !== 'queued' && state !== 'uncertain') return `job ${id} is ${state}, and nobody works on it`;
  if (attempts.some(({ outcome }) => outcome === 'open')) return `job ${id} is ${state}, and an attempt is still open`;
  const holding = attempts.find((attempt) => attempt.id === attemptId);
  if (state === 'done' && holding?.outcome !== 'done') return `job ${id} is done by an attempt that is ${holding?.outcome ?? 'not there'}`;
  if (state === 'uncertain' && attempts.at(-1)?.outcome !== 'uncertain') return `job ${id} is uncertain, and its last attempt is not`;
  return null;
}

/** Each run of the server is an attempt that knows it, or one that is uncertain; each attempt that knows a run has one. */
function acceptedIsRecorded({ record, served }: Evidence): string[] {
  const byRemoteId = new Map(served.runs.map((run) => [run.remoteId, run]));
  const known = countBy(record.attempts, ({ remoteId }) => remoteId ?? '');
  const invented = record.attempts.filter(({ remoteId }) => remoteId !== null && !byRemoteId.has(remoteId));
  const shared = [...known].filter(([remoteId, count]) => remoteId !== '' && count > 1);
  const runs = groupBy(served.runs, ({ prompt }) => prompt);
  const attempts = groupBy(record.attempts, ({ jobId }) => jobId);
  const jobs = new Map(record.jobs.map((job) => [job.prompt, job]));
  return [
    ...invented.map(({ id, remoteId }) => `attempt ${id} names run ${remoteId}, which the server does not know`),
    ...shared.map(([remoteId, count]) => `${count} attempts name run ${remoteId}`),
    ...[...runs].flatMap(([prompt, ofJob]) => unrecorded(prompt, ofJob, attempts.get(jobs.get(prompt)?.id ?? 0) ?? [])),
  ];
}

function unrecorded(prompt: string, runs: ServedRun[], attempts: AttemptRecord[]): string[] {
  const named = new Set(attempts.flatMap(({ remoteId }) => remoteId ?? []));
  const nameless = runs.filter(({ remoteId }) => !named.has(remoteId)).length;
  const unclear = attempts.filter(({ outcome, remoteId }) => outcome === 'uncertain' && remoteId === null).length;
  return nameless <= unclear ? [] : [`“${prompt}” was accepted ${nameless} times more than its attempts name, and ${unclear} of these are uncertain`];
}

/** A job is sent once more only where its former attempt is known to have come to nothing, or the user said so. */
function neverTwiceUnasked({ record, served, expected }: Evidence): string[] {
  const runs = countBy(served.runs, ({ prompt }) => prompt);
  const attempts = groupBy(record.attempts, ({ jobId }) => jobId);
  return record.jobs.flatMap(({ id, prompt }) => {
    const former = (attempts.get(id) ?? []).slice(0, -1).map(({ outcome }) => outcome);
    const unasked = former.filter((outcome) => !mayFollow(outcome, expected.resubmitted));
    const asked = expected.resubmitted === 'never' ? 0 : former.filter((outcome) => outcome === 'uncertain').length;
    const accepted = runs.get(prompt) ?? 0;
    return [
      ...unasked.map((outcome) => `job ${id} was sent again after an attempt that is ${outcome}`),
      ...(accepted > 1 + asked ? [`job ${id} was accepted ${accepted} times, and sent again by the user ${asked} times`] : []),
    ];
  });
}

function mayFollow(outcome: AttemptRecord['outcome'], resubmitted: Expected['resubmitted']): boolean {
  return outcome === 'refused' || outcome === 'not-sent' || (outcome === 'uncertain' && resubmitted === 'uncertain');
}

/** Every output of a done job is at home with the very bytes the server gave out, and a sidecar; no file is there without a row. */
function bytesAsServed({ record, served }: Evidence): string[] {
  const byRemoteId = new Map(served.runs.map((run) => [run.remoteId, run]));
  const attempts = new Map(record.attempts.map((attempt) => [attempt.id, attempt]));
  const outputs = groupBy(record.outputs, ({ attemptId }) => attemptId);
  const assets = new Map(record.assets.map((asset) => [asset.sha256, pathOf(asset)]));
  const rows = new Set(assets.values());
  const lost = record.jobs.flatMap(({ id, state, attemptId }) => {
    const run = byRemoteId.get(attempts.get(attemptId ?? 0)?.remoteId ?? '');
    if (state !== 'done' || !run) return [];
    const home = (outputs.get(attemptId ?? 0) ?? []).filter((output) => output.state === 'home').map(({ sha256 }) => sha256);
    return JSON.stringify(home) === JSON.stringify(run.hashes) ? [] : [`job ${id} has ${home.join() || 'nothing'} where ${run.hashes.join()} was served`];
  });
  return [
    ...lost,
    ...record.assets
      .filter(({ sha256 }) => record.files.get(assets.get(sha256)!) !== sha256)
      .map(({ sha256 }) => `asset ${sha256} is not on the disk as it was`),
    ...record.assets.filter(({ sha256 }) => !record.sidecars.has(sha256)).map(({ sha256 }) => `asset ${sha256} has no sidecar`),
    ...[...record.files.keys()].filter((path) => !rows.has(path)).map((path) => `${path} is no asset's file`),
  ];
}

function pathOf({ sha256, extension }: WorkspaceRecord['assets'][number]): string {
  return join(sha256.slice(0, 2), `${sha256}.${extension}`);
}

/** What the server counted, we counted: else the allowance would be overrun. */
function requestsAreLogged({ record, served }: Evidence): string[] {
  return served.runsCounted <= record.runsLogged ? [] : [`the server counted ${served.runsCounted} runs, our log has ${record.runsLogged}`];
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  return new Map([...groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
