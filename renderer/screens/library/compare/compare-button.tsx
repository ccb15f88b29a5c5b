import { Columns2 } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { useSelection } from '../select/use-selection.ts';
import { LEAST_COMPARED, openComparison } from './comparison.ts';

/** Compares what is selected. */
export function CompareButton() {
  const selected = useSelection((state) => state.selected);
  return (
    <Button
      look="ghost"
      icon={<Columns2 size={14} strokeWidth={1.5} aria-hidden />}
      disabledBecause={selected.size < LEAST_COMPARED ? 'Select two or more to compare them' : undefined}
      onClick={() => openComparison([...selected])}
    >
      Compare
    </Button>
  );
}
