import { ErrorNotice } from '../../components/notice.tsx';
import { useEngine } from '../../state/engine.tsx';

/** The disk with the files was pulled out: one sentence, and the rest goes on. */
export function AwayNotice() {
  const library = useEngine((state) => state.status?.library);
  if (!library || library.here) return null;
  return (
    <ErrorNotice title="The drive with the library’s files is not connected" className="shrink-0 border-b border-b-line">
      Search, details and thumbnails work without it. Plug in the drive of <span data-selectable>{library.folder}</span>, and the files are there again by
      themselves.
    </ErrorNotice>
  );
}
