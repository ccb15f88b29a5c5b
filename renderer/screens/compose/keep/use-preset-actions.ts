import type { PresetView } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { showToast } from '../../../components/toasts.ts';
import { useClient } from '../../../state/engine.tsx';
import type { Draft } from '../draft/draft.ts';
import { download, fileStem } from '../files/download.ts';
import { readOwnFile } from '../files/read-file.ts';
import { takeLists } from '../files/take-lists.ts';
import { usedLists } from '../files/used-lists.ts';
import { readBrought } from '../import/read-brought.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';
import { freePresetName } from './presets.ts';
import { keptDraft, takeUp } from './take-up.ts';
import type { KeptPresets } from './use-presets.ts';

/** What can be done with presets. What the engine refuses shows in `presets.error`. */
export interface PresetActions {
  save(name: string, tags: readonly string[], draft: Draft): void;
  open(preset: PresetView): void;
  rename(preset: PresetView, name: string, tags: readonly string[]): void;
  duplicate(preset: PresetView): void;
  /** As a file, with the lists its prompt draws on. */
  share(preset: PresetView): void;
  remove(preset: PresetView): void;
  /** A preset out of such a file. */
  take(file: File | undefined): void;
}

export function usePresetActions(presets: KeptPresets, wildcards: Wildcards, onClose: () => void): PresetActions {
  const client = useClient();
  const { doing, save, draftOf } = presets;
  const copy = async (preset: PresetView, name: string) => save(name, preset.tags, keptDraft(await draftOf(preset.id)));

  async function remove(preset: PresetView): Promise<void> {
    const draft = keptDraft(await draftOf(preset.id));
    await presets.remove(preset.id);
    const takeBack = () => void doing(() => save(preset.name, preset.tags, draft));
    showToast({ glyph: 'cancelled', title: 'Preset deleted', detail: preset.name, action: { label: 'Take it back', run: takeBack } });
  }

  async function take(file: File | undefined): Promise<void> {
    const read = await readBrought(file);
    if (read === null) return;
    const found = typeof read === 'string' ? null : readOwnFile(read.text);
    if (found?.kind !== 'preset') throw new AppError('BAD_INPUT', wrongFile(read, found));
    await takeLists(client, wildcards, found.lists);
    await save(freePresetName(presets.all ?? [], found.name), found.tags, found.draft);
  }

  return {
    save: (name, tags, draft) => void doing(() => save(name, tags, draft)),
    open: (preset) =>
      void doing(async () => {
        takeUp(await draftOf(preset.id));
        onClose();
      }),
    rename: (preset, name, tags) => void doing(() => presets.rename(preset.id, name, tags)),
    duplicate: (preset) => void doing(() => copy(preset, freePresetName(presets.all ?? [], preset.name))),
    share: (preset) =>
      void doing(async () => {
        const draft = keptDraft(await draftOf(preset.id));
        const { name, tags } = preset;
        const file = { abstraktPreset: 1, name, tags, draft, lists: usedLists(draft.prompt, wildcards.all) };
        download(`${fileStem(name)}.preset.json`, [`${JSON.stringify(file, null, 2)}\n`]);
      }),
    remove: (preset) => void doing(() => remove(preset)),
    take: (file) => void doing(() => take(file)),
  };
}

function wrongFile(read: string | object, found: ReturnType<typeof readOwnFile>): string {
  if (typeof read === 'string') return read;
  if (found?.kind === 'wrong') return found.message;
  return found ? 'That file is a batch, not a preset: Import takes it.' : 'That file is no preset. Nothing of it was taken.';
}
