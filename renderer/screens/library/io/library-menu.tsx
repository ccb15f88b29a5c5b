import { Download, Ellipsis, FileInput, ShieldCheck } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { isFiltered, useLibraryQuery } from '../query/library-query.ts';
import { exportShown, exportTitle } from './export-shown.ts';
import { openIo } from './io-dialog.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with the library as a whole. */
export function LibraryMenu() {
  const title = exportTitle(isFiltered(useLibraryQuery()));
  return (
    <Menu
      trigger={<IconButton label="More" icon={<Ellipsis size={16} strokeWidth={1.5} aria-hidden />} />}
      items={[
        { label: 'Import files', icon: <FileInput {...ICON} />, run: () => openIo({ kind: 'import', files: [] }) },
        { label: title, icon: <Download {...ICON} />, run: exportShown },
        { label: 'Verify the library', icon: <ShieldCheck {...ICON} />, apart: true, run: () => openIo({ kind: 'verify' }) },
      ]}
    />
  );
}
