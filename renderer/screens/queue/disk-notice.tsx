import { ErrorNotice } from '../../components/notice.tsx';
import { useEngine } from '../../state/engine.tsx';

/** Outputs wait at the API because there is no room for them here. */
export function DiskNotice() {
  const full = useEngine((state) => state.status?.diskFull ?? false);
  const workspace = useEngine((state) => state.status?.workspace);
  if (!full) return null;
  return (
    <ErrorNotice title="The disk is full" className="shrink-0 border-b border-b-line">
      Finished outputs wait at the API, which keeps them for 24 h. They were paid for and are not lost yet. Make room on the disk of{' '}
      <span data-selectable>{workspace}</span>: collecting goes on by itself.
    </ErrorNotice>
  );
}
