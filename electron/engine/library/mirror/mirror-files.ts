import { dirname, join } from 'node:path';
import { codeOf } from '../disk-error.ts';
import { absent, type FileSystem } from '../durable-files.ts';
import { hashFile } from '../hash-file.ts';
import { copyHashed } from '../home/copy-hashed.ts';

/** A file that the mirror made. */
export interface Made {
  /** From the mirror's folder, with `/`. */
  path: string;
  linked: boolean;
  bytes: number;
  /** Its time of change when it was made, ms. */
  madeAt: number;
}

/** Why a disk has no hard link for a file: another disk, a file system without them, too many of one file. */
const NO_LINK = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EOPNOTSUPP', 'EACCES']);

export interface MirrorFiles {
  /** Links or copies a file of a hash to a path. The same bytes there are taken for its own: a crash left them. Null: something else is there. */
  make(from: string, path: string, sha256: string): Promise<Made | null>;
  /** Gives it another path. Null: something is there already. */
  rename(made: Made, path: string): Promise<Made | null>;
  /** Deletes it, with folders that are empty then. What is no longer as it was made is a person's, and stays. */
  remove(made: Made): Promise<void>;
  /** Whether it is still what was made of this file: there, unchanged, and where it is a link the same file. */
  isSame(made: Made, from: string): Promise<boolean>;
}

export function createMirrorFiles(fs: FileSystem, root: string): MirrorFiles {
  const at = (path: string) => join(root, ...path.split('/'));

  async function described(path: string, linked: boolean): Promise<Made> {
    const { size, mtimeMs } = await fs.lstat(at(path));
    return { path, linked, bytes: size, madeAt: Math.floor(mtimeMs) };
  }

  async function unchanged({ path, bytes, madeAt }: Made): Promise<boolean> {
    const stat = await fs.lstat(at(path)).catch(absent);
    return stat !== null && stat.isFile() && stat.size === bytes && Math.floor(stat.mtimeMs) === madeAt;
  }

  /** Up to the mirror's own folder, which stays. */
  async function tidy(path: string): Promise<void> {
    const parts = path.split('/').slice(0, -1);
    for (; parts.length > 0; parts.pop())
      if (
        !(await fs.rmdir(join(root, ...parts)).then(
          () => true,
          () => false,
        ))
      )
        return;
  }

  async function adopted(from: string, path: string, sha256: string): Promise<Made | null> {
    const [there, own] = [await fs.lstat(at(path)), await fs.stat(from)];
    if (!there.isFile() || there.size !== own.size) return null;
    const linked = there.ino === own.ino && there.dev === own.dev;
    return linked || (await hashFile(fs, at(path))) === sha256 ? described(path, linked) : null;
  }

  async function copied(from: string, path: string, sha256: string): Promise<Made | null> {
    if (await fs.lstat(at(path)).catch(absent)) return adopted(from, path, sha256);
    await copyHashed(fs, from, at(path), join(dirname(at(path)), '.abstrakt-mirror.tmp'));
    return described(path, false);
  }

  return {
    async make(from, path, sha256) {
      await fs.mkdir(dirname(at(path)), { recursive: true });
      try {
        await fs.link(from, at(path));
        return await described(path, true);
      } catch (error) {
        const code = codeOf(error) ?? '';
        if (code === 'EEXIST') return adopted(from, path, sha256);
        if (!NO_LINK.has(code)) throw error;
        return copied(from, path, sha256);
      }
    },
    async rename(made, path) {
      if (await fs.lstat(at(path)).catch(absent)) return null;
      await fs.mkdir(dirname(at(path)), { recursive: true });
      await fs.rename(at(made.path), at(path));
      await tidy(made.path);
      return { ...made, path };
    },
    async remove(made) {
      if (await unchanged(made)) await fs.rm(at(made.path), { force: true });
      await tidy(made.path);
    },
    async isSame(made, from) {
      if (!(await unchanged(made))) return false;
      if (!made.linked) return true;
      const [one, other] = [await fs.stat(at(made.path)), await fs.stat(from)];
      return one.ino === other.ino && one.dev === other.dev;
    },
  };
}
