import { Download, Ellipsis, FileInput, ShieldCheck } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { isFiltered, toFilter, useLibraryQuery } from '../query/library-query.ts';
import { openIo } from './io-dialog.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with the library as a whole. */
export function LibraryMenu() {
  const query = useLibraryQuery();
  const filtered = isFiltered(query);
  const title = filtered ? 'Export what is shown' : 'Export the whole library';
  return (
    <Menu
      trigger={<IconButton label="More" icon={<Ellipsis size={16} strokeWidth={1.5} aria-hidden />} />}
      items={[
        { label: 'Import files', icon: <FileInput {...ICON} />, run: () => openIo({ kind: 'import', files: [] }) },
        { label: title, icon: <Download {...ICON} />, run: () => openIo({ kind: 'export', what: { filter: toFilter(query) }, title }) },
        { label: 'Verify the library', icon: <ShieldCheck {...ICON} />, apart: true, run: () => openIo({ kind: 'verify' }) },
      ]}
    />
  );
}
