import { ArrowUpDown, Bookmark, Braces, FileInput, FileOutput, History, Redo2, Send, SquarePen, Undo2, X } from 'lucide-react';
import { useMemo } from 'react';
import type { PaletteCommand } from '../../app/commands.tsx';
import { useOffer } from '../../app/offered.ts';
import { counted } from '../../look/numbers.ts';
import { useModels } from '../../state/lists.ts';
import { afterCommands } from './after/after-commands.ts';
import { activeTab } from './draft/desk.ts';
import type { Draft } from './draft/draft.ts';
import { draftName } from './draft/draft-name.ts';
import { changeDraft, closeDraft, redo, showDraft, undo, useDesk } from './draft/draft-store.ts';
import type { Saving } from './files/use-saving.ts';
import type { Queueing } from './foot/use-queueing.ts';
import type { Work } from './foot/work.ts';
import { openDialog } from './keep/open-dialog.ts';

/** What the palette offers of Compose wherever the user is. */
export function composeAnywhere(): PaletteCommand[] {
  return [
    { verb: 'Open', object: 'history of what was composed', icon: History, run: () => openDialog({ kind: 'history' }) },
    { verb: 'Open', object: 'presets', icon: Bookmark, run: () => openDialog({ kind: 'presets' }) },
    { verb: 'Import', object: 'rows, a batch or a preset', icon: FileInput, run: () => openDialog({ kind: 'import', brought: null }) },
    { verb: 'Edit', object: 'wildcards', icon: Braces, run: () => openDialog({ kind: 'wildcards' }) },
  ];
}

/** What can be done with the drafts while Compose is in front. */
export function useComposeCommands(queueing: Queueing, saving: Saving, work: Work | null): void {
  const desk = useDesk();
  const models = useModels();
  const commands = useMemo(() => {
    const found: PaletteCommand[] = [];
    const { past, future, draft, id } = activeTab(desk);
    if (work && queueing.disabledBecause === undefined)
      found.push({ verb: 'Queue', object: counted(work.jobs, 'job'), icon: Send, keys: 'Ctrl ↵', run: queueing.queue });
    if (saving.disabledBecause === undefined) found.push({ verb: 'Save', object: 'the batch as a file', icon: FileOutput, run: saving.save });
    if (past.length > 0) found.push({ verb: 'Undo', object: 'the last change of the draft', icon: Undo2, keys: 'Ctrl Z', run: undo });
    if (future.length > 0) found.push({ verb: 'Redo', object: 'the last change of the draft', icon: Redo2, keys: 'Ctrl Shift Z', run: redo });
    const view = draft.view === 'form' ? 'json' : 'form';
    found.push({
      verb: 'Show',
      object: view === 'json' ? 'the input as JSON' : 'the input as a form',
      icon: Braces,
      run: () => changeDraft((before) => ({ ...before, view })),
    });
    found.push({
      verb: draft.linewise ? 'Stop' : 'Start',
      object: 'one job a line',
      icon: SquarePen,
      run: () => changeDraft((before) => ({ ...before, linewise: !before.linewise })),
    });
    if (draft.model !== null) found.push(...afterCommands(draft.after, models), ...priorityCommands(draft));
    for (const tab of desk.tabs)
      if (tab.id !== id) found.push({ verb: 'Show', object: `draft ${tab.id}, ${draftName(tab.draft)}`, icon: SquarePen, run: () => showDraft(tab.id) });
    found.push({ verb: 'Close', object: `draft ${draftName(draft)}`, icon: X, run: () => closeDraft(id) });
    return found;
  }, [desk, models, queueing, saving, work]);
  useOffer(commands);
}

function priorityCommands({ priority: now }: Draft): PaletteCommand[] {
  return (['low', 'normal', 'high'] as const)
    .filter((priority) => priority !== now)
    .map((priority) => ({
      verb: 'Give',
      object: `the batch ${priority} priority`,
      icon: ArrowUpDown,
      run: () => changeDraft((before) => ({ ...before, priority })),
    }));
}
