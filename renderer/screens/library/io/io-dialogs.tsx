import { ExportDialog } from './export/export-dialog.tsx';
import { LibraryImportDialog } from './import/import-dialog.tsx';
import { SendDialog } from './send/send-dialog.tsx';
import { SheetDialog } from './sheet/sheet-dialog.tsx';
import { VerifyDialog } from './verify/verify-dialog.tsx';
import { closeIo, useIoDialog } from './io-dialog.ts';

/** Once, in the frame: dialogs about files of the library, over whichever screen. */
export function IoDialogs() {
  const dialog = useIoDialog((state) => state.dialog);
  switch (dialog.kind) {
    case 'none':
      return null;
    case 'export':
      return <ExportDialog what={dialog.what} title={dialog.title} onClose={closeIo} />;
    case 'import':
      return <LibraryImportDialog files={dialog.files} onClose={closeIo} />;
    case 'sheet':
      return <SheetDialog ids={dialog.ids} onClose={closeIo} />;
    case 'send':
      return <SendDialog ids={dialog.ids} onClose={closeIo} />;
    case 'verify':
      return <VerifyDialog onClose={closeIo} />;
  }
}
