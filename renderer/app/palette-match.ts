interface Worded {
  verb: string;
  object: string;
}

/** Commands in which every typed word starts a word: `pau fox` finds `Pause Fox portraits`. Those that start with the first come first. */
export function narrowed<C extends Worded>(commands: readonly C[], typed: string): readonly C[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return commands;
  const hits = commands.filter((command) => wanted.every((word) => wordsOf(command).some((own) => own.startsWith(word))));
  const first = wanted[0]!;
  return hits.toSorted((one, other) => Number(startsWith(other, first)) - Number(startsWith(one, first)));
}

function wordsOf(command: Worded): string[] {
  return `${command.verb} ${command.object}`.toLowerCase().split(/[\s,]+/);
}

function startsWith(command: Worded, word: string): boolean {
  return command.verb.toLowerCase().startsWith(word);
}
