/** Rows as an engine would show them, for the fake engine: real words, all states, long texts. */
export { assets, kindOfAsset } from './fake-data/assets.ts';
export { batch, busyBatches, counts } from './fake-data/batches.ts';
export { detailOf, job, jobsOf } from './fake-data/jobs.ts';
export { busyKeys, key, troubledKeys } from './fake-data/keys.ts';
export { models } from './fake-data/models.ts';
export { STATUS, totalsOf } from './fake-data/status.ts';
export { hashes, NOW } from './fake-data/words.ts';
