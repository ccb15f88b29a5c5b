import { Ellipsis, Search, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { PresetView } from '../../../../shared/contract.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Chip } from '../../../components/chip.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FieldError } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Menu } from '../../../components/menu.tsx';
import { counted } from '../../../look/numbers.ts';
import { useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { draftName } from '../draft/draft-name.ts';
import { isUntouched, type Draft } from '../draft/draft.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';
import { PresetForm } from './preset-form.tsx';
import { freePresetName, presetsFound } from './presets.ts';
import { usePresetActions, type PresetActions } from './use-preset-actions.ts';
import { usePresets } from './use-presets.ts';

/** Drafts under names: save the one in front, open one as a new draft, and keep them in order. */
export function PresetsDialog({ draft, wildcards, onClose }: { draft: Draft; wildcards: Wildcards; onClose(): void }) {
  const presets = usePresets();
  const actions = usePresetActions(presets, wildcards, onClose);
  const [typed, setTyped] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const all = presets.all ?? [];
  const found = presetsFound(all, typed);
  const name = draftName(draft).replace(/ …$/, '');
  return (
    <Dialog open onClose={onClose} title="Presets" className="!w-160">
      {isUntouched(draft) ? (
        <p className="text-body text-text-2">Write something, and it can be saved here to be used again.</p>
      ) : (
        <PresetForm key={all.length} name={freePresetName(all, name)} tags={[]} action="Save the draft" onDone={(as, tags) => actions.save(as, tags, draft)} />
      )}
      <Input
        aria-label="Search presets"
        placeholder="Name, tag, words of the prompt, model"
        leading={<Search size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {presets.error && <FieldError>{presets.error.message}</FieldError>}
      <ul aria-label="Presets" className="h-80 overflow-y-auto rounded-control bg-well inset-ring inset-ring-line-2">
        {found.map((preset) => (
          <PresetRow key={preset.id} preset={preset} actions={actions} onTag={setTyped} />
        ))}
        {presets.all && found.length === 0 && (
          <li className="px-3 py-2.5 text-body text-text-2">{all.length === 0 ? 'No preset yet' : 'None of that name. Try fewer words.'}</li>
        )}
      </ul>
      <div className="flex items-center gap-3">
        <span className="flex-1 text-small text-text-3">{counted(all.length, 'preset')}; each opens as a new draft</span>
        <Button icon={<Upload size={14} aria-hidden />} onClick={() => picker.current?.click()}>
          From a file
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          aria-label="File with a preset"
          className="hidden"
          onChange={(event) => actions.take(event.target.files?.[0])}
        />
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

function PresetRow({ preset, actions, onTag }: { preset: PresetView; actions: PresetActions; onTag(tag: string): void }) {
  const [editing, setEditing] = useState(false);
  const model = useEngine((state) => (preset.model === null ? null : (findModel(state.models, preset.model)?.name ?? preset.model)));
  if (editing) {
    const done = (name: string, tags: string[]) => (setEditing(false), actions.rename(preset, name, tags));
    return (
      <li className="border-b border-line px-3 py-2">
        <PresetForm name={preset.name} tags={preset.tags} action="Change" onDone={done} onCancel={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-2 border-b border-line pr-2 last:border-b-0 hover:bg-control">
      <button type="button" onClick={() => actions.open(preset)} className="focus-inside flex min-w-0 flex-1 flex-col gap-0.5 px-3 py-2 text-left">
        <span className="truncate text-body font-medium text-text">{preset.name}</span>
        <span className="truncate text-small text-text-2">
          {model ?? 'no model'}
          {preset.prompt !== '' && <span className="text-text-3"> · {preset.prompt}</span>}
        </span>
      </button>
      {preset.tags.map((tag) => (
        <Chip key={tag} onClick={() => onTag(tag)}>
          {tag}
        </Chip>
      ))}
      <Menu
        trigger={<IconButton label={`More for ${preset.name}`} icon={<Ellipsis size={16} aria-hidden />} />}
        items={[
          { label: 'Open as a new draft', run: () => actions.open(preset) },
          { label: 'Change name and tags', run: () => setEditing(true) },
          { label: 'Duplicate', run: () => actions.duplicate(preset) },
          { label: 'Save as file', run: () => actions.share(preset) },
          { label: 'Delete', danger: true, apart: true, run: () => actions.remove(preset) },
        ]}
      />
    </li>
  );
}
