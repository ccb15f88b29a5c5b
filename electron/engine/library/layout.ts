import { join } from 'node:path';

/** Where things lie in a workspace. Every name is made of checked hex digits or numbers; none comes from the network. */
export interface Layout {
  parts: string;
  /** For files that are renamed to their place among the assets: on the same disk. */
  temporary: string;
  assets: string;
  thumbnails: string;
  /** What the library has no use for, and does not delete either. */
  aside: string;
  part(name: string): string;
  asset(sha256: string, extension: string): string;
  sidecar(sha256: string): string;
  thumbnail(sha256: string): string;
  tile(sha256: string): string;
}

/** `home`: where the assets are, when that is not the workspace. Thumbnails and downloads are always in the workspace. */
export function layoutOf(workspace: string, home = workspace): Layout {
  const [parts, assets, thumbnails] = [join(workspace, 'parts'), join(home, 'assets'), join(workspace, 'thumbnails')];
  return {
    parts,
    temporary: join(home, 'parts'),
    assets,
    thumbnails,
    aside: join(home, 'set-aside'),
    part: (name) => join(parts, `${name}${PART_SUFFIX}`),
    asset: (sha256, extension) => join(assets, shardOf(sha256), `${sha256}.${extension}`),
    sidecar: (sha256) => join(assets, shardOf(sha256), `${sha256}.json`),
    thumbnail: (sha256) => join(thumbnails, shardOf(sha256), `${sha256}.webp`),
    tile: (sha256) => join(thumbnails, shardOf(sha256), `${sha256}.tile.webp`),
  };
}

export const PART_SUFFIX = '.part';
export const TEMPORARY_SUFFIX = '.tmp';

/** Files are spread over 256 folders by the first byte of their hash. */
export function shardOf(sha256: string): string {
  return sha256.slice(0, 2);
}

/** 64 lower-case hex digits and nothing else: anything that passes can be part of a path. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Short, and never `json`, which is a sidecar's. */
export function isExtension(text: string): boolean {
  return /^[a-z0-9]{1,8}$/.test(text) && text !== 'json';
}

/** The name of a download that is under way: which output of which attempt. */
export function partName(attemptId: number, position: number): string {
  return `${attemptId}-${position}`;
}

/** The name of a file that is being taken in from outside. Nobody continues it after a restart. */
export function importPartName(number: number): string {
  return `import-${number}`;
}

export function isPartName(text: string): boolean {
  return /^(?:\d{1,16}|import)-\d{1,9}$/.test(text);
}
