import type { ModelInput } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { type MediaRef, referencesIn } from '../../../shared/media/reference.ts';
import type { Rooms } from '../rooms.ts';

/** Errors name so many bad jobs and count the rest. */
const MOST_COMPLAINTS = 100;

/**
 * A job a turn: BAD_INPUT where one names a file the library does not have, or the output of a job that does not stand before it: then nothing could ever be sent.
 * `number`: the job's in its batch.
 */
export function* checkReferences(
  { assets }: Pick<Rooms, 'assets'>,
  drafts: readonly { number: number; input: ModelInput }[],
  happened: string,
): Generator<void, void> {
  const known = new Map<string, boolean>();
  const has = (sha256: string) => {
    if (!known.has(sha256)) known.set(sha256, assets.get(sha256) !== null);
    return known.get(sha256) === true;
  };
  const wrong = (ref: MediaRef, number: number): string | null => {
    if (ref.kind === 'asset') return has(ref.sha256) ? null : 'names a file that is not in the library';
    return ref.job < number ? null : `names the output of job ${ref.job}, which does not stand before it`;
  };
  const complaints: { index: number; field: string; message: string }[] = [];
  for (const [index, { number, input }] of drafts.entries()) {
    for (const { field, ref } of referencesIn(input)) {
      const why = wrong(ref, number);
      if (why !== null) complaints.push({ index, field, message: `${field} ${why}` });
    }
    yield;
  }
  if (complaints.length === 0) return;
  throw new AppError('BAD_INPUT', `Job ${(complaints[0]?.index ?? 0) + 1} cannot be made: ${complaints[0]?.message ?? ''}. ${happened}`, {
    jobs: complaints.slice(0, MOST_COMPLAINTS),
    total: complaints.length,
  });
}
