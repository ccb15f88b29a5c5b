import { Search } from 'lucide-react';
import type { BatchView } from '../../../shared/domain.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Input } from '../../components/input.tsx';
import { count, counted } from '../../look/numbers.ts';
import { JOB_GROUPS, jobsInGroup, type JobFilter } from './job-query.ts';

export function JobFilters({ batch, filter, onChange }: { batch: BatchView; filter: JobFilter; onChange(filter: JobFilter): void }) {
  const label = `Filter ${counted(batch.total, 'job')}`;
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-1.5">
      <Input
        aria-label={label}
        placeholder={label}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        leading={<Search size={14} aria-hidden />}
        className="w-55"
      />
      <fieldset aria-label="States" className="flex min-w-0 flex-wrap gap-2">
        <Chip chosen={filter.group === 'all'} onClick={() => onChange({ ...filter, group: 'all' })}>
          all <span className="mono">{count(batch.total)}</span>
        </Chip>
        {JOB_GROUPS.map(({ group, glyph, word, states }) => {
          const jobs = jobsInGroup(batch.counts, states);
          if (jobs === 0 && filter.group !== group) return null;
          return (
            <Chip key={group} chosen={filter.group === group} onClick={() => onChange({ ...filter, group })}>
              <Glyph name={glyph} label={word} size={10} />
              <span className="mono">{count(jobs)}</span>
            </Chip>
          );
        })}
      </fieldset>
    </div>
  );
}
