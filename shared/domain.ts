/**
 * What a host and a renderer can see of the engine's things, as zod schemas with their types. All times are milliseconds since the
 * Unix epoch, durations milliseconds, money credits. `null` means "unknown" or "none"; a number is never made up.
 * One file a thing in `domain/`; from elsewhere they are imported here.
 */
export {
  modelInput,
  type ModelInput,
  origin,
  type Origin,
  endpointName,
  type EndpointName,
  credits,
  type Credits,
  creditBudget,
  type CreditBudget,
  type Spent,
} from './domain/common.ts';
export * from './domain/jobs.ts';
export * from './domain/requests.ts';
export * from './domain/batches.ts';
export * from './domain/keys.ts';
export * from './domain/assets.ts';
export * from './domain/models.ts';
export * from './domain/settings.ts';
export * from './domain/status.ts';
