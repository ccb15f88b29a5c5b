import type { FileHandle, FileSystem } from '../../../electron/engine/library/durable-files.ts';

/** What a full disk refuses. Deleting, reading and truncating go on. */
const WRITES = new Set(['write', 'writeFile', 'sync']);

/** A file system on a disk that is full from the `nth` write on (1 = the first), until `room()` is made. */
export function failingFs(fs: FileSystem, nth: number): FileSystem & { room(): void } {
  let left = nth - 1;
  const guard = () => {
    if (left-- <= 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  return {
    ...fs,
    open: async (...args: Parameters<FileSystem['open']>) => guarded(await fs.open(...args), guard),
    rename: async (...args: Parameters<FileSystem['rename']>) => {
      guard();
      await fs.rename(...args);
    },
    copyFile: async (...args: Parameters<FileSystem['copyFile']>) => {
      guard();
      await fs.copyFile(...args);
    },
    room: () => (left = Infinity),
  };
}

function guarded(handle: FileHandle, guard: () => void): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        if (WRITES.has(String(name))) guard();
        return await value.apply(target, args);
      };
    },
  });
}
