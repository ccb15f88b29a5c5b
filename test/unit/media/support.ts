import type { EngineWorld } from '../../support/engine-world.ts';

export const EDIT = 'nano-banana-pro-edit';
export const STILL = 'flux-schnell';
export const FILM = 'minimax-video';
export const DURATIONS = { [STILL]: 4_000, [EDIT]: 6_000, [FILM]: 20_000 };

/** Takes a picture of the user's into the library; its hash. */
export async function bringPicture(world: EngineWorld, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const { import: id } = await world.call('asset.importBegin', { name: 'mine.png', bytes: bytes.length, modifiedAt: null });
  await world.call('asset.importAppend', { import: id, chunk: bytes.toString('base64') });
  return (await world.call('asset.import', { import: id })).asset.sha256;
}

/** Inputs as the API got them, oldest first. */
export function gotten(world: EngineWorld): Record<string, unknown>[] {
  return world.sandbox.accepted().map((run) => run.input);
}

/** Lets virtual time pass. Signatures are made by the system's cryptography, which answers in real time: it gets its turn in between. */
export async function passUntil(world: EngineWorld, done: () => boolean): Promise<void> {
  for (let step = 0; !done(); step++) {
    if (step > 2_000) throw new Error('it does not come to an end');
    await new Promise((resolve) => setTimeout(resolve, 1));
    await world.clock.advance(200);
  }
}

/** Runs one job to its end; its row as the store keeps it, and its outputs. */
export async function make(world: EngineWorld, model: string, input: Record<string, string | number>) {
  const { batchId } = await world.call('batch.create', { name: 'one', jobs: [{ model, input }] });
  await passUntil(world, () => world.open([batchId]) === 0);
  const { jobs } = await world.call('job.list', { batchId });
  return world.call('job.get', { id: jobs[0]!.id });
}
