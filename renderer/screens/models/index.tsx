import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AssetKind } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Input } from '../../components/input.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { Segment } from '../../components/segment.tsx';
import { counted } from '../../look/numbers.ts';
import { useModels } from '../../state/lists.ts';
import { hrefOf, useRoute } from '../../state/route.ts';
import { groupModels, KIND_WORDS } from '../compose/picker/model-groups.ts';
import { ModelInspector } from './model-inspector.tsx';
import { ModelTable } from './model-table.tsx';
import { RefreshButton } from './refresh-button.tsx';

type Shown = AssetKind | 'all';

const KINDS: readonly { value: Shown; label: string }[] = [
  { value: 'all', label: 'All' },
  ...(['image', 'video', 'audio'] as const).map((value) => ({ value, label: KIND_WORDS[value] })),
];

/** The catalog: offline, and as fresh as it was last read. */
export function ModelsScreen() {
  const models = useModels();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<Shown>('all');
  const [chosenId] = useRoute((route) => route.path);
  const shown = useMemo(() => groupModels(models, kind, search).flatMap((group) => group.models), [models, kind, search]);
  const chosen = models.find((model) => model.id === chosenId);
  const clear = () => {
    setSearch('');
    setKind('all');
  };
  return (
    <div className="flex min-h-0 flex-1">
      <ScreenTitle title="Models" detail={counted(models.length, 'model')} actions={<RefreshButton />} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-3 border-b border-line px-4 py-2">
          <Input
            className="w-72"
            aria-label="Search models"
            placeholder="Search by name, id, provider"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            leading={<Search size={14} aria-hidden />}
          />
          <Segment<Shown> label="Kind" value={kind} choices={KINDS} onChange={setKind} />
        </div>
        <div className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
          <ModelTable models={shown} chosen={chosen?.id ?? null} onChoose={choose} />
          {shown.length === 0 && (
            <Empty title="No model fits" action={<Button onClick={clear}>Show all models</Button>}>
              Other words find more.
            </Empty>
          )}
        </div>
      </div>
      {chosen && <ModelInspector model={chosen} onClose={() => choose(null)} />}
    </div>
  );
}

/** Walking the table is no journey: the address changes without a step in the history. */
function choose(id: string | null): void {
  location.replace(id === null ? hrefOf('models') : hrefOf('models', id));
}
