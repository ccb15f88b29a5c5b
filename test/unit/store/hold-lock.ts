/** A process that takes the workspace named by its argument and keeps it until it is killed. */
import { lockWorkspace } from '../../../electron/engine/store/lock.ts';

lockWorkspace(process.argv[2] ?? '', { host: 'desktop', pid: process.pid, since: 1 });
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
