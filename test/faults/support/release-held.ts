import { isHeld } from '../../../shared/domain.ts';
import { call, signIn } from '../../support/host-socket.ts';
import type { Field } from './field.ts';

/**
 * As a person in the browser host lets jobs go on that are held because the companion ended at them twice. `failed`: those of which it is
 * known how they stand, which costs nothing; `uncertain`: also those that are then sent again. How many there were.
 */
export async function releaseHeld(field: Field, states: readonly ('failed' | 'uncertain')[]): Promise<number> {
  const host = field.serve();
  const [, address = ''] = await host.wrote(/^Abstrakt Companion: (\S+)$/m);
  const { socket } = await signIn(address);
  const { jobs } = await call(socket, 'job.list', { states: [...states], limit: 1_000 });
  const ids = jobs.filter(isHeld).map(({ id }) => id);
  if (ids.length > 0) await call(socket, 'job.release', { ids });
  socket.close();
  host.child.kill('SIGTERM');
  await host.ended;
  return ids.length;
}
