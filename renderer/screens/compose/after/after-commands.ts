import { ArrowRight, Split, X } from 'lucide-react';
import type { ModelView } from '../../../../shared/domain.ts';
import type { PaletteCommand } from '../../../app/commands.tsx';
import { changeDraft } from '../draft/draft-store.ts';
import { type After, MOST_STEPS, NOTHING_AFTER } from './after.ts';
import { begun, newStep } from './begin.ts';

/** What the palette offers of steps and races. */
export function afterCommands(after: After, models: readonly ModelView[]): PaletteCommand[] {
  const set = (next: After) => () => changeDraft((draft) => ({ ...draft, after: next }));
  const line: PaletteCommand = { verb: 'Add', object: 'a step after each job', icon: ArrowRight, run: set(begun('line', models)) };
  const race: PaletteCommand = { verb: 'Race', object: 'other models', icon: Split, run: set(begun('race', models)) };
  switch (after.kind) {
    case 'nothing':
      return [line, race];
    case 'line': {
      const more = { ...line, object: `step ${after.steps.length + 2}`, run: set({ ...after, steps: [...after.steps, newStep(models)] }) };
      return [...(after.steps.length < MOST_STEPS ? [more] : []), { verb: 'Drop', object: 'the further steps', icon: X, run: set(NOTHING_AFTER) }, race];
    }
    case 'race':
      return [{ verb: 'End', object: 'the race', icon: X, run: set(NOTHING_AFTER) }, line];
  }
}
