import type { Dialect } from './dialect.ts';

/**
 * What a list of models teaches about ids (section 10, rule 7): for a model that this API lists under one of its ids, every other id is
 * translated. So a preset saved with a path-style id needs no refused request to find out that the API speaks slugs.
 */
export function withListedIds(current: Dialect, listed: readonly string[], aliasesOf: (id: string) => readonly string[]): Dialect {
  const here = new Set(listed);
  const others = listed.flatMap((id) =>
    aliasesOf(id)
      .filter((alias) => !here.has(alias))
      .map((alias) => [alias, id] as const),
  );
  const kept = Object.entries(current.aliases).filter(([alias]) => !here.has(alias));
  return { ...current, aliases: { ...Object.fromEntries(kept), ...Object.fromEntries(others) } };
}
