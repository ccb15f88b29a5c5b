import type { PresetView } from '../../../../shared/contract.ts';

/** Tags as they are written: between commas, each once. */
export function readTags(text: string): string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}

/** Those in which every typed word occurs: in name, tags, prompt or model. */
export function presetsFound(all: readonly PresetView[], typed: string): PresetView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, tags, prompt, model }) => {
    const text = [name, ...tags, prompt, model ?? ''].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** `Foxes`, then `Foxes 2`, `Foxes 3`: a name that none has yet. */
export function freePresetName(all: readonly PresetView[], wanted: string): string {
  const taken = new Set(all.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} ${number}`;
  return name;
}
