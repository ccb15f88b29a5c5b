import { AppError } from '../../../../shared/errors.ts';

/** Larger text files are no lists of wildcards. */
const MOST_BYTES = 2_000_000;

/** Text files as lists: named by the file, without its ending. BAD_INPUT names a file that is none. */
export async function readListFiles(files: readonly File[]): Promise<{ name: string; text: string }[]> {
  const lists: { name: string; text: string }[] = [];
  for (const file of files) {
    if (file.size > MOST_BYTES) throw new AppError('BAD_INPUT', `${file.name} is larger than 2 MB. Nothing of it was taken; split it into several lists.`);
    const text = await file.text();
    if (text.includes('\0')) throw new AppError('BAD_INPUT', `${file.name} is not a text file. Nothing of it was taken.`);
    lists.push({ name: listName(file.name), text });
  }
  return lists;
}

/** What a list may be called, out of a file's name. */
export function listName(file: string): string {
  const name = file
    .replace(/\.[A-Za-z]{1,4}$/, '')
    .replace(/[(){}|$#,=\\*!@~]+/g, '')
    .trim()
    .replace(/[\s_]+/g, '_')
    .replace(/^[_/]+|[_/]+$/g, '');
  return name === '' ? 'list' : name.slice(0, 100);
}

/** A name no list has yet. */
export function freeName(all: readonly { name: string }[], wanted: string): string {
  const taken = new Set(all.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
