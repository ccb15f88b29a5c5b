import { ListChecks, ListFilter } from 'lucide-react';
import { useMemo } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import type { PaletteCommand } from '../../app/commands.tsx';
import { useOffer } from '../../app/offered.ts';
import { count, counted } from '../../look/numbers.ts';
import { ALL_JOBS, JOB_GROUPS, jobsInGroup, type JobFilter } from './job-query.ts';

/** What the palette offers of an open batch's jobs: to select what is listed, and to list those of one kind. */
export function useListCommands({ counts, total }: BatchView, show: (filter: JobFilter) => void, selectAll: () => void): void {
  const commands = useMemo<PaletteCommand[]>(
    () => [
      { verb: 'Select', object: 'all jobs that are listed', icon: ListChecks, run: selectAll },
      { verb: 'List', object: `all ${counted(total, 'job')}`, icon: ListFilter, run: () => show(ALL_JOBS) },
      ...JOB_GROUPS.flatMap(({ group, word, states }) => {
        const jobs = jobsInGroup(counts, states);
        const object = group === 'needs' ? `${counted(jobs, 'job that needs', 'jobs that need')} you` : `${count(jobs)} ${word}`;
        return jobs > 0 ? [{ verb: 'List', object, icon: ListFilter, run: () => show({ ...ALL_JOBS, group }) }] : [];
      }),
    ],
    [counts, total, show, selectAll],
  );
  useOffer(commands);
}
