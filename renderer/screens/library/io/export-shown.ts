import { isFiltered, toFilter, useLibraryQuery } from '../query/library-query.ts';
import { openIo } from './io-dialog.ts';

/** What an export of all that the library shows now is called. */
export function exportTitle(filtered: boolean): string {
  return filtered ? 'Export what is shown' : 'Export the whole library';
}

/** Asks how all that is shown is to be exported. */
export function exportShown(): void {
  const query = useLibraryQuery.getState();
  openIo({ kind: 'export', what: { filter: toFilter(query) }, title: exportTitle(isFiltered(query)) });
}
