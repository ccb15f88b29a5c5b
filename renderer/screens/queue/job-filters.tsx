import { Search } from 'lucide-react';
import type { BatchView } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import { Chip } from '../../components/chip.tsx';
import { Button } from '../../components/button.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Input } from '../../components/input.tsx';
import { Select } from '../../components/select.tsx';
import { count, counted } from '../../look/numbers.ts';
import { useEngine } from '../../state/engine.tsx';
import { useKeyNames } from '../../state/lists.ts';
import { findModel } from '../../state/models.ts';
import { JOB_GROUPS, jobsInGroup, type JobFilter } from './job-query.ts';

export interface JobFiltersProps {
  batch: BatchView;
  filter: JobFilter;
  onChange(filter: JobFilter): void;
  /** Selects all that the filter finds. */
  onSelectAll(): void;
}

export function JobFilters({ batch, filter, onChange, onSelectAll }: JobFiltersProps) {
  const models = useEngine((state) => state.models);
  const keys = useKeyNames();
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
          if (filter.group !== group && (jobs === 0 || (group === 'needs' && isOneState(batch, states)))) return null;
          return (
            <Chip key={group} chosen={filter.group === group} onClick={() => onChange({ ...filter, group })}>
              {group === 'needs' ? word : <Glyph name={glyph} label={word} size={10} />}
              <span className="mono">{count(jobs)}</span>
            </Chip>
          );
        })}
      </fieldset>
      {batch.models.length > 1 && (
        <Select
          label="Model"
          value={filter.model ?? ALL}
          choices={[{ value: ALL, label: 'Any model' }, ...batch.models.map((id) => ({ value: id, label: findModel(models, id)?.name ?? id }))]}
          onChange={(model) => onChange({ ...filter, model: model === ALL ? null : model })}
        />
      )}
      {keys.length > 1 && (
        <Select
          label="Key"
          value={String(filter.keyId ?? ALL)}
          choices={[{ value: ALL, label: 'Any key' }, ...keys]}
          onChange={(key) => onChange({ ...filter, keyId: key === ALL ? null : Number(key) })}
        />
      )}
      <Button size="small" look="ghost" className="ml-auto" onClick={onSelectAll}>
        Select all
      </Button>
    </div>
  );
}

const ALL = '';

/** Both kinds that need a person are there: one chip for them is worth its room only then. */
function isOneState({ counts }: BatchView, states: readonly JobState[]): boolean {
  return states.filter((state) => counts[state] > 0).length < 2;
}
