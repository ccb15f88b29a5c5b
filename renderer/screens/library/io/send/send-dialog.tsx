import { Search, Wrench } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AssetView } from '../../../../../shared/domain.ts';
import type { AppError } from '../../../../../shared/errors.ts';
import { Dialog } from '../../../../components/dialog.tsx';
import { FieldError } from '../../../../components/field.tsx';
import { Input } from '../../../../components/input.tsx';
import { moveFocus } from '../../../../components/move-focus.ts';
import { counted } from '../../../../look/numbers.ts';
import { useModels } from '../../../../state/lists.ts';
import { priceAndTime } from '../../../compose/jobs/cost.ts';
import { keptDraft } from '../../../compose/keep/take-up.ts';
import { usePresets } from '../../../compose/keep/use-presets.ts';
import { openAsInput } from '../../../compose/media/as-input.ts';
import { KindIcon } from '../../../compose/picker/kind-icon.tsx';
import { toolsFor, type Tool } from './tools.ts';
import { useFiles } from './use-files.ts';

/** Files to be made something of: by a recipe of one's own, or a model. Opens a draft; nothing is sent by it. */
export function SendDialog({ ids, onClose }: { ids: readonly number[]; onClose(): void }) {
  const { files, error } = useFiles(ids);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Send ${ids.length === 1 ? 'this asset' : counted(ids.length, 'asset')} to a tool`}
      initialFocus={search}
      className="!w-130"
    >
      <p className="text-body text-text-2">
        {ids.length === 1 ? 'Opens a new draft with it in its place.' : 'Opens a new draft in which each is a job of its own.'} Nothing is queued yet.
      </p>
      <Tools files={files} failed={error} search={search} onClose={onClose} />
    </Dialog>
  );
}

interface ToolsProps {
  files: readonly AssetView[] | null;
  failed: AppError | null;
  search: React.RefObject<HTMLInputElement | null>;
  onClose(): void;
}

function Tools({ files, failed, search, onClose }: ToolsProps) {
  const models = useModels();
  const presets = usePresets();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const kinds = useMemo(() => [...new Set(files?.map(({ kind }) => kind))], [files]);
  const tools = useMemo(() => (files === null ? [] : toolsFor(models, presets.all ?? [], kinds, typed)), [files, models, presets.all, kinds, typed]);
  const error = failed ?? presets.error;
  const onKeyDown = (event: KeyboardEvent) => moveFocus(event, list.current);
  const send = ({ model, preset }: Tool) =>
    void presets.doing(async () => {
      openAsInput(model, files ?? [], preset ? keptDraft(await presets.draftOf(preset.id)) : undefined);
      onClose();
    });
  return (
    <>
      <Input
        ref={search}
        aria-label="Search tools"
        placeholder="Preset, tag, model"
        leading={<Search size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => (event.key === 'Enter' && tools[0] ? send(tools[0]) : onKeyDown(event))}
      />
      {error && <FieldError>{error.message}</FieldError>}
      <div
        ref={list}
        role="listbox"
        tabIndex={-1}
        aria-label="Tools"
        aria-busy={files === null}
        onKeyDown={onKeyDown}
        className="h-80 overflow-y-auto rounded-control bg-well inset-ring inset-ring-line-2"
      >
        {tools.map((tool) => (
          <ToolOption key={tool.preset ? `preset ${tool.preset.id}` : tool.model.id} tool={tool} onChoose={send} />
        ))}
        {files !== null && presets.all !== null && tools.length === 0 && <p className="px-3 py-2.5 text-body text-text-2">{noneWords(typed, kinds.length)}</p>}
      </div>
    </>
  );
}

/** A preset is a recipe of one's own; a model is taken as it is. */
function ToolOption({ tool, onChoose }: { tool: Tool; onChoose(tool: Tool): void }) {
  const { model, preset } = tool;
  return (
    <button
      type="button"
      role="option"
      aria-selected={false}
      onClick={() => onChoose(tool)}
      className="focus-inside flex w-full items-center gap-3 border-b border-line px-3 py-2 text-left last:border-b-0 hover:bg-control"
    >
      <span className="flex size-8 shrink-0 items-center justify-center rounded-chip bg-control text-text-2">
        {preset ? <Wrench size={16} strokeWidth={1.5} aria-hidden /> : <KindIcon kind={model.kind} />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-body font-medium text-text">{preset?.name ?? model.name}</span>
        <span className="block truncate text-small text-text-3">{preset ? [model.name, preset.prompt].filter(Boolean).join(' · ') : priceAndTime(model)}</span>
      </span>
    </button>
  );
}

function noneWords(typed: string, kinds: number): string {
  if (typed.trim() !== '') return 'No tool has these words.';
  if (kinds > 1) return 'No model is known to take files of different kinds. Select pictures, films or sounds alone.';
  return 'No model is known to take such a file: in Compose, choose one and ask the API for its fields. A preset over such a model is a tool of your own.';
}
