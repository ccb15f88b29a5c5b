import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const FILLER = 'somebody-elses-file';

/** A small disk of its own, mounted for one test: memory that the kernel gives out like a disk, with the same errors. */
export class Volume {
  readonly folder = mkdtempSync(join(tmpdir(), 'companion-disk-'));

  constructor(megabytes: number) {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', this.folder);
    onTestFinished(() => {
      execFileSync('umount', ['--lazy', this.folder]);
      rmSync(this.folder, { recursive: true });
    });
  }

  /** Another program takes what room is left, to the last byte. */
  fill(): void {
    const file = openSync(join(this.folder, FILLER), 'a');
    try {
      for (const piece = Buffer.alloc(4096); ;) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** It tidies up. */
  free(): void {
    rmSync(join(this.folder, FILLER), { force: true });
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  setReadOnly(on: boolean): void {
    mount('-o', `remount,${on ? 'ro' : 'rw'}`, this.folder);
  }
}

function mount(...args: string[]): void {
  execFileSync('mount', args);
}

/** Only root on Linux may mount, and run programs as others. */
export function mayMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** The user without any rights. */
export const NOBODY = 65_534;
