import type { Engine } from '../../engine/engine-types.ts';
import type { OpenOptions, World } from '../world.ts';

/** Opens the engine only to read or to keep keys: nothing of its queue goes out meanwhile. */
export async function withIdleEngine<T>(
  world: World,
  { workspace, baseUrl, restore }: Omit<OpenOptions, 'mode'>,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await world.openEngine({ workspace, baseUrl, restore, mode: 'idle' });
  try {
    return await work(engine);
  } finally {
    await engine.stop();
  }
}
