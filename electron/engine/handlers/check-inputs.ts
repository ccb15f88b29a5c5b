import type { EndpointName, ModelInput } from '../../../shared/domain.ts';
import { withRefs } from '../../../shared/media/reference.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';

/** Errors name so many bad jobs and count the rest. */
const MOST_COMPLAINTS = 100;

/** All or nothing, a job a turn: BAD_INPUT names what is wrong with which job, and says what `happened`. */
export function* checkInputs(
  { catalog }: Pick<Rooms, 'catalog'>,
  endpoint: EndpointName,
  drafts: readonly { model: string; input: ModelInput }[],
  happened: string,
): Generator<void, void> {
  const complaints: { index: number; field: string; message: string }[] = [];
  for (const [index, { model, input }] of drafts.entries()) {
    for (const { field, message } of catalog.checkInput(endpoint, model, withRefs(input, standIn))) complaints.push({ index, field, message });
    yield;
  }
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
