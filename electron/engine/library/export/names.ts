import type { AssetView } from '../../../../shared/domain.ts';
import { exportName } from '../export-name.ts';

/** Names of files that leave together, each once, also where a file system does not tell case apart. */
export interface Names {
  /** With its ending. */
  next(asset: AssetView): string;
}

export function createNames(pattern: string): Names {
  const given = new Set<string>();
  const numbers = new Map<string, number>();
  return {
    next(asset) {
      const wanted = exportName(asset, pattern);
      for (let number = (numbers.get(fold(wanted)) ?? 0) + 1; ; number++) {
        const name = `${number === 1 ? wanted : `${wanted} (${number})`}.${asset.extension}`;
        if (given.has(fold(name))) continue;
        given.add(fold(name));
        numbers.set(fold(wanted), number);
        return name;
      }
    },
  };
}

export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
