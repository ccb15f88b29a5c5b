import { ErrorNotice } from '../../components/notice.tsx';
import { bytes } from '../../look/numbers.ts';
import { useEngine } from '../../state/engine.tsx';

/** There is little room left for outputs, or they cannot be stored here: then they wait at the API. */
export function DiskNotice() {
  const disk = useEngine((state) => state.status?.disk ?? 'well');
  const workspace = useEngine((state) => state.status?.workspace);
  const low = useEngine((state) => state.status?.diskLow ?? null);
  const library = useEngine((state) => state.status?.library);
  if (disk === 'well' && low === null) return null;
  if (disk !== 'well' && library && !library.here)
    return (
      <ErrorNotice title="The drive with the library’s files is not connected" className="shrink-0 border-b border-b-line">
        Nothing new is sent. Finished outputs wait at the API, which keeps them for 24 h. Plug in the drive of <span data-selectable>{library.folder}</span>,
        and collecting goes on by itself.
      </ErrorNotice>
    );
  if (disk === 'well' && low !== null)
    return (
      <ErrorNotice title={`The disk has ${bytes(low.freeBytes)} left`} className="shrink-0 border-b border-b-line">
        Sending goes on. Once it is full, finished outputs wait at the API, which keeps them for 24 h. Make room on the disk of{' '}
        <span data-selectable>{workspace}</span> before that.
      </ErrorNotice>
    );
  return (
    <ErrorNotice title={disk === 'full' ? 'The disk is full' : 'The disk takes no outputs'} className="shrink-0 border-b border-b-line">
      Finished outputs wait at the API, which keeps them for 24 h. They were paid for and are not lost yet.{' '}
      {disk === 'full' ? 'Make room on the disk of' : 'Check the disk, and the permissions, of'} <span data-selectable>{workspace}</span>: collecting goes on by
      itself.
    </ErrorNotice>
  );
}
