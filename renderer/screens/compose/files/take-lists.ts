import type { FileList } from '../../../../shared/batch-file.ts';
import type { EngineClient } from '../../../../shared/contract.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';

/** Makes the lists that a file brings and that are not here; those of the same name stay as the user has them. Resolves with the names of the latter that say something else. */
export async function takeLists(client: Pick<EngineClient, 'call'>, { all, refresh }: Wildcards, lists: readonly FileList[]): Promise<string[]> {
  const known = new Map(all.map(({ name, text }) => [name, text]));
  for (const list of lists) if (!known.has(list.name)) await client.call('wildcard.put', list);
  if (lists.length > 0) await refresh();
  return lists.filter(({ name, text }) => known.has(name) && known.get(name) !== text).map(({ name }) => name);
}
