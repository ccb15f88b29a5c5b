import { join } from 'node:path';
import { absent, type FileSystem } from './durable-files.ts';
import { isExtension, isSha256, type Layout } from './layout.ts';

/** Something that lies in an asset folder. */
export type AssetFile =
  | { kind: 'asset'; sha256: string; extension: string; path: string }
  | { kind: 'sidecar'; sha256: string; path: string }
  /** Nothing the library would have written. */
  | { kind: 'stranger'; path: string };

/** One array a folder: a library of any size is read in bounded memory. */
export async function* listAssetFiles(fs: FileSystem, layout: Layout): AsyncGenerator<AssetFile[]> {
  const folders = (await fs.readdir(layout.assets).catch(absent)) ?? [];
  for (const folder of folders.toSorted()) {
    const path = join(layout.assets, folder);
    const names = await fs.readdir(path).catch(absent);
    yield names ? names.toSorted().map((name) => classify(folder, name, join(path, name))) : [{ kind: 'stranger', path }];
  }
}

function classify(folder: string, name: string, path: string): AssetFile {
  const [sha256 = '', extension = '', ...rest] = name.split('.');
  if (rest.length > 0 || !isSha256(sha256) || !sha256.startsWith(folder) || folder.length !== 2) return { kind: 'stranger', path };
  if (extension === 'json') return { kind: 'sidecar', sha256, path };
  return isExtension(extension) ? { kind: 'asset', sha256, extension, path } : { kind: 'stranger', path };
}
