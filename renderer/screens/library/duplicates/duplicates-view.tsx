import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Empty, OutlineTiles } from '../../../components/empty.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { counted } from '../../../look/numbers.ts';
import { showAllAssets } from '../query/library-query.ts';
import { DuplicateRow } from './duplicate-row.tsx';
import { useDuplicates } from './use-duplicates.ts';

/** Groups drawn at once: each reads whole rows and pictures. */
const STEP = 30;

/** Assets that may be the same thing twice, group by group: which to keep is a person's to say. */
export function DuplicatesView() {
  const { found, failed, again } = useDuplicates();
  const [most, setMost] = useState(STEP);
  const groups = found?.groups ?? [];
  return (
    <section aria-label="Duplicates" className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
      {failed !== null && <ErrorNotice title={failed} />}
      {found === null && failed === null && <p className="text-body text-text-2">Comparing pictures</p>}
      {found && groups.length === 0 && <NoDuplicates />}
      {groups.length > 0 && (
        <p className="max-w-[72ch] pb-3 text-body text-text-2">
          {counted(found?.total ?? 0, 'group')}. The one you keep takes over tags, stars and collections of the others; they go to the trash, and every file
          stays until that is emptied.
        </p>
      )}
      <ul className="flex flex-col">
        {groups.slice(0, most).map((group) => (
          <DuplicateRow key={`${group.why} ${group.ids.join()}`} group={group} onDone={again} />
        ))}
      </ul>
      {groups.length > most && (
        <div className="py-3">
          <Button onClick={() => setMost(most + STEP)}>Show {counted(Math.min(STEP, groups.length - most), 'more group')}</Button>
        </div>
      )}
    </section>
  );
}

function NoDuplicates() {
  return (
    <Empty drawing={<OutlineTiles count={2} size={48} />} title="No duplicates" action={<Button onClick={showAllAssets}>Show all assets</Button>}>
      Pictures that look the same, and outputs made twice from one input and seed, are offered here. The same file is never in the library twice.
    </Empty>
  );
}
