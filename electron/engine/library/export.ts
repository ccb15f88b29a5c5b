import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetView } from '../../../shared/domain.ts';
import type { AssetFiles } from './asset-files.ts';
import { diskError } from './disk-error.ts';
import { absent, writeDurably, type FileSystem } from './durable-files.ts';
import { contentOf, sidecarOf, type Content, type Leaving } from './export/content.ts';
import { fold } from './export/names.ts';
import { checkPattern, exportName } from './export-name.ts';

export interface ExportOptions {
  files: AssetFiles;
  /** See `PLACEHOLDERS`; `DEFAULT_PATTERN` is a good one. */
  pattern: string;
  leaving: Leaving;
  /** Also how each was made, as `<name>.<extension>.json`. */
  sidecars: boolean;
  /** Called after each asset. */
  onDone?(): void;
  signal?: AbortSignal;
  fs?: FileSystem;
}

export interface ExportReport {
  /** Names of the files written, in the order of the assets. */
  exported: string[];
  /** Names of files that were there already with the same bytes. */
  kept: string[];
  /** Hashes of assets whose bytes are not in the library. */
  missing: string[];
}

interface Target {
  name: string;
  /** The same bytes are there already, from an earlier export. */
  there: boolean;
}

/**
 * Copies assets into a folder (made when missing) under readable names. Never overwrites: another file of the same name gets a number
 * beside it, and the same bytes are left alone, so that a second export adds only what is new. BAD_INPUT for a bad pattern, DISK for
 * a folder that can't be written.
 */
export async function exportAssets(assets: Iterable<AssetView>, targetDir: string, options: ExportOptions): Promise<ExportReport> {
  checkPattern(options.pattern);
  const exporter = new Exporter(targetDir, options);
  try {
    return await exporter.run(assets);
  } catch (error) {
    throw diskError('write the export', error);
  }
}

class Exporter {
  readonly #targetDir: string;
  readonly #options: ExportOptions & { fs: FileSystem };
  readonly #report: ExportReport = { exported: [], kept: [], missing: [] };
  /** Names given in this export, folded as file systems do that do not tell case apart; with the last number tried for each. */
  readonly #numbers = new Map<string, number>();
  readonly #given = new Set<string>();

  constructor(targetDir: string, options: ExportOptions) {
    this.#targetDir = targetDir;
    this.#options = { fs: nodeFs, ...options };
  }

  async run(assets: Iterable<AssetView>): Promise<ExportReport> {
    await this.#options.fs.mkdir(this.#targetDir, { recursive: true });
    for (const asset of assets) {
      this.#options.signal?.throwIfAborted();
      await this.#one(asset);
      this.#options.onDone?.();
    }
    return this.#report;
  }

  async #one(asset: AssetView): Promise<void> {
    const { files, leaving } = this.#options;
    const content = await contentOf(asset, files, leaving);
    if (!content) {
      this.#report.missing.push(asset.sha256);
      return;
    }
    const { name, there } = await this.#target(asset, content);
    const file = `${name}.${asset.extension}`;
    if (!there) await this.#copy(content, join(this.#targetDir, file), join(this.#targetDir, `.${asset.sha256}.tmp`));
    (there ? this.#report.kept : this.#report.exported).push(file);
    if (this.#options.sidecars) await this.#sidecar(asset, `${file}.json`);
  }

  /** The first name that is free, or that has these very bytes already. */
  async #target(asset: AssetView, content: Content): Promise<Target> {
    const wanted = exportName(asset, this.#options.pattern);
    const folded = fold(wanted);
    for (let number = (this.#numbers.get(folded) ?? 0) + 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted} (${number})`;
      const key = fold(`${name}.${asset.extension}`);
      if (this.#given.has(key)) continue;
      const state = await this.#stateOf(join(this.#targetDir, `${name}.${asset.extension}`), content);
      if (state === 'taken') continue;
      this.#given.add(key);
      this.#numbers.set(folded, number);
      return { name, there: state === 'same' };
    }
  }

  async #stateOf(path: string, { bytes, sha256 }: Content): Promise<'free' | 'same' | 'taken'> {
    const stat = await this.#options.fs.lstat(path).catch(absent);
    if (!stat) return 'free';
    const same = stat.isFile() && stat.size === bytes && (await this.#options.files.hash(path)) === sha256;
    return same ? 'same' : 'taken';
  }

  async #sidecar(asset: AssetView, file: string): Promise<void> {
    const { files, fs, leaving } = this.#options;
    const text = await sidecarOf(asset, files, leaving);
    if (text === null || (await fs.lstat(join(this.#targetDir, file)).catch(absent))) return;
    await writeDurably(fs, join(this.#targetDir, file), text, { temporary: join(this.#targetDir, `.${asset.sha256}.json.tmp`) });
  }

  /** Under another name first: an export that was cut leaves no half file under a good name. */
  async #copy(content: Content, target: string, temporary: string): Promise<void> {
    const { fs } = this.#options;
    try {
      if (content.kind === 'file') await fs.copyFile(content.path, temporary);
      else await writeDurably(fs, temporary, content.data, { temporary: `${temporary}.part` });
      await fs.rename(temporary, target);
    } catch (error) {
      await fs.rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }
}
