import type { AssetView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';

/** What a name pattern may hold, in braces. */
export const PLACEHOLDERS = ['date', 'batch', 'number', 'model', 'seed', 'prompt', 'title', 'hash'] as const;
/** `n` is short for `number`. */
type Placeholder = (typeof PLACEHOLDERS)[number] | 'n';

export const DEFAULT_PATTERN = '{batch} {number} {prompt} {hash}';

/** UTF-8 bytes. File systems stop at 255; the rest is for a number, an extension, and Windows' limit on whole paths. */
const LONGEST_NAME = 180;
const LONGEST_VALUE = 80;

/** What a reader takes for one character: a family of emoji is one. */
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Names that Windows keeps for devices, whatever follows the first dot: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[. ])/i;

/** BAD_INPUT for a pattern with a placeholder that does not exist, or that names folders. */
export function checkPattern(pattern: string): void {
  const unknown = [...pattern.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !isPlaceholder(name ?? ''));
  const known = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');
  if (unknown) throw new AppError('BAD_INPUT', `The pattern has ${unknown[0]}, which is not known. Nothing was exported. Known are ${known}.`);
  if (/[/\\]/.test(pattern)) throw new AppError('BAD_INPUT', 'The pattern names files, not folders. Nothing was exported. Leave out the slashes.');
}

/** A file name without extension that every system takes and that stays in its folder, whatever the asset says of itself. */
export function exportName(asset: AssetView, pattern: string): string {
  return filledName(asset, pattern) || asset.sha256.slice(0, 12);
}

/** The same, and '' where the asset has none of what the pattern asks for. `joined`: also without dashes at the ends, which joined a value that is not there. */
export function filledName(asset: AssetView, pattern: string, joined = false): string {
  const filled = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => safeText(isPlaceholder(name) ? valueOf(asset, name) : '', LONGEST_VALUE));
  const whole = trimmed(safeText(filled, LONGEST_NAME));
  const name = joined ? whole.replaceAll(/^[-. ]+|[-. ]+$/g, '') : whole;
  return DEVICE.test(name) ? `_${name}` : name;
}

function isPlaceholder(name: string): name is Placeholder {
  return name === 'n' || (PLACEHOLDERS as readonly string[]).includes(name);
}

function valueOf(asset: AssetView, name: Placeholder): string {
  switch (name) {
    case 'date':
      return new Date(asset.createdAt).toISOString().slice(0, 10);
    case 'batch':
      return asset.batchName ?? '';
    case 'n':
    case 'number':
      return asset.jobNumber === null ? '' : String(asset.jobNumber).padStart(String(asset.batchTotal ?? 0).length, '0');
    case 'model':
      return asset.model;
    case 'seed':
      return asset.seed === null ? '' : String(asset.seed);
    case 'prompt':
      return asset.prompt ?? '';
    case 'title':
      return asset.kept.title ?? asset.prompt ?? '';
    case 'hash':
      return asset.sha256.slice(0, 12);
  }
}

/**
 * Without what some system forbids or misreads: separators, wildcards, control and invisible characters, marks that turn the writing
 * direction (they can make `gnp.exe` look like `exe.png`), halves of characters. Cut between whole characters.
 */
function safeText(text: string, mostBytes: number): string {
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\s\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replaceAll(/[<>:"/\\|?*]/g, '-');
  return cut(clean, mostBytes).trim();
}

function cut(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let [kept, bytes] = ['', 0];
  for (const { segment } of CHARACTERS.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > mostBytes) break;
    kept += segment;
  }
  return kept;
}

/** No dots or spaces at either end (hidden files, and what Windows drops), none doubled where a value was empty. */
function trimmed(name: string): string {
  return name.replaceAll(/ {2,}/g, ' ').replaceAll(/^[. ]+|[. ]+$/g, '');
}
