/** Electron's port to the process that started a utility process; `process.parentPort` exists only there. */
interface ParentPort {
  postMessage(message: unknown): void;
}

/** Tells the process that started this one, when it listens: over Node's IPC channel, or a utility process's port. */
export function tellParent(message: unknown): void {
  process.send?.(message);
  (process as { parentPort?: ParentPort }).parentPort?.postMessage(message);
}

/** Calls `stop` once when asked to end: by a signal, or by the parent going away. */
export function onStopAsked(stop: () => void): void {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    stop();
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
  process.on('disconnect', once);
}
