import { ErrorNotice } from '../../components/notice.tsx';
import { useEngine } from '../../state/engine.tsx';

/** Outputs wait at the API because they cannot be stored here. */
export function DiskNotice() {
  const disk = useEngine((state) => state.status?.disk ?? 'well');
  const workspace = useEngine((state) => state.status?.workspace);
  if (disk === 'well') return null;
  return (
    <ErrorNotice title={disk === 'full' ? 'The disk is full' : 'The disk takes no outputs'} className="shrink-0 border-b border-b-line">
      Finished outputs wait at the API, which keeps them for 24 h. They were paid for and are not lost yet.{' '}
      {disk === 'full' ? 'Make room on the disk of' : 'Check the disk, and the permissions, of'} <span data-selectable>{workspace}</span>: collecting goes on by
      itself.
    </ErrorNotice>
  );
}
