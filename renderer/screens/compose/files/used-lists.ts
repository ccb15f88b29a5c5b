import type { FileList } from '../../../../shared/batch-file.ts';

/** The lists that a prompt draws on, and those that they draw on: what someone else needs to read it. One too many does no harm. */
export function usedLists(prompt: string, all: readonly FileList[]): FileList[] {
  const used = new Set<FileList>();
  const texts = [prompt];
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    if (!text.includes('__')) continue;
    for (const list of all) {
      if (used.has(list) || !(text.includes(list.name) || text.includes('*'))) continue;
      used.add(list);
      texts.push(list.text);
    }
  }
  return [...used].map(({ name, text }) => ({ name, text }));
}
