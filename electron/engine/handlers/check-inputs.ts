import type { EndpointName, ModelInput } from '../../../shared/domain.ts';
import { withRefs } from '../../../shared/media/reference.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';

/** Errors name so many bad jobs and count the rest. */
const MOST_COMPLAINTS = 100;

/** All or nothing: BAD_INPUT names what is wrong with which job, and nothing is enqueued. */
export function checkInputs(
  { catalog }: Pick<Rooms, 'catalog'>,
  endpoint: EndpointName,
  drafts: readonly { model: string; input: ModelInput }[],
  happened = 'Nothing was enqueued.',
): void {
  const complaints = drafts.flatMap((draft, index) =>
    catalog
      .checkInput(endpoint, draft.model, withRefs(draft.input, standIn))
      .map((complaint) => ({ index, field: complaint.field, message: complaint.message })),
  );
  if (complaints.length === 0) return;
  const bad = new Set(complaints.map((complaint) => complaint.index)).size;
  throw new AppError('BAD_INPUT', `${bad === 1 ? '1 job does' : `${bad} jobs do`} not fit the model: ${complaints[0]?.message ?? ''}. ${happened}`, {
    jobs: complaints.slice(0, MOST_COMPLAINTS),
    total: complaints.length,
  });
}

/** What the API will get in a reference's place is an address: schemas are held against one. */
function standIn(): string {
  return 'https://media.example/file';
}
