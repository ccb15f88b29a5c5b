import { Grid2x2, Layers, LayoutDashboard, List } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { Segment } from '../../../components/segment.tsx';
import { setFold, setLayout, useLibraryView } from './view.ts';

const ICON = { size: 14, strokeWidth: 1.75 } as const;

/** Justified, square or a list; and whether variations lie in stacks. */
export function ViewSwitch() {
  const { layout, fold } = useLibraryView();
  return (
    <>
      <IconButton
        label={fold ? 'Lay variations beside each other' : 'Fold variations into stacks'}
        aria-pressed={fold}
        look={fold ? 'default' : 'ghost'}
        icon={<Layers {...ICON} aria-hidden />}
        onClick={() => setFold(!fold)}
      />
      <Segment
        label="Layout"
        value={layout}
        onChange={setLayout}
        choices={[
          { value: 'justified', label: <LayoutDashboard {...ICON} aria-label="Justified" /> },
          { value: 'square', label: <Grid2x2 {...ICON} aria-label="Squares" /> },
          { value: 'list', label: <List {...ICON} aria-label="List" /> },
        ]}
      />
    </>
  );
}
