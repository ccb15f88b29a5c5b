import { FolderOpen, Images } from 'lucide-react';
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { assetRef, readRef } from '../../../../shared/media/reference.ts';
import { BusyGlyph, IconButton } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Input } from '../../../components/input.tsx';
import { importFile } from '../../../state/import-file.ts';
import { useClient } from '../../../state/engine.tsx';
import type { ControlProps } from '../form/control-props.ts';
import type { MediaField } from '../schema/field.ts';
import { ChosenFile } from './chosen-file.tsx';
import { LibraryPicker } from './library-picker.tsx';
import { unfitBecause } from './media-words.ts';

const ACCEPT = { image: 'image/*', video: 'video/*', audio: 'audio/*', file: 'image/*,video/*,audio/*' } as const;

/**
 * A picture, film or sound: from the library, a file, the clipboard, a drop, or a typed address. Files are in the library before anything else
 * happens, so that nothing is lost; the draft keeps a reference.
 */
export function MediaControl(props: ControlProps<MediaField>) {
  const { field, value, onChange } = props;
  const name = props.label ?? field.name;
  const [picking, setPicking] = useState(false);
  const bringing = useBringing(field, (sha256) => onChange(assetRef(sha256)));
  const ref = readRef(value);
  return (
    <div className="flex flex-col gap-1.5" onPaste={bringing.paste}>
      <div {...bringing.drop} className={cx('rounded-control', bringing.over && 'ring-2 ring-now')}>
        {bringing.busy ? (
          <p role="status" className="flex h-7 items-center gap-2 px-2 text-body text-text-2">
            <BusyGlyph /> Taking it into the library
          </p>
        ) : ref?.kind === 'asset' ? (
          <ChosenFile sha256={ref.sha256} name={name} onReplace={() => setPicking(true)} onRemove={() => onChange(undefined)} />
        ) : (
          <Address {...props} onFile={bringing.bring} onPick={() => setPicking(true)} />
        )}
      </div>
      {bringing.problem !== null && (
        <p role="alert" className="text-small text-fail-text">
          {bringing.problem}
        </p>
      )}
      <LibraryPicker
        open={picking}
        title={`From the library into ${name}`}
        kind={field.media === 'file' ? null : field.media}
        onClose={() => setPicking(false)}
        onChoose={([asset]) => {
          setPicking(false);
          bringing.forget();
          if (asset) onChange(assetRef(asset.sha256));
        }}
      />
    </div>
  );
}

type AddressProps = ControlProps<MediaField> & { onFile(file: File): void; onPick(): void };

function Address({ field, value, onChange, id, errorId, invalid, label, onFile, onPick }: AddressProps) {
  const files = useRef<HTMLInputElement>(null);
  const name = label ?? field.name;
  return (
    <div className="flex items-center gap-1">
      <Input
        id={id}
        mono
        invalid={invalid}
        aria-label={label}
        aria-describedby={errorId}
        className="flex-1"
        value={typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)}
        placeholder="https://…, or paste or drop a file"
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      <IconButton label={`${name} from the library`} icon={<Images size={16} strokeWidth={1.5} aria-hidden />} onClick={onPick} />
      <IconButton label={`${name} from a file`} icon={<FolderOpen size={16} strokeWidth={1.5} aria-hidden />} onClick={() => files.current?.click()} />
      <input
        ref={files}
        type="file"
        accept={ACCEPT[field.media]}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}

/** Takes files that come by any way into the library, and says what went wrong with one. */
function useBringing(field: MediaField, onBrought: (sha256: string) => void) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const { asset } = await importFile(client, file);
      const unfit = unfitBecause(field, asset.kind);
      if (unfit === null) onBrought(asset.sha256);
      else setProblem(unfit);
    } catch (error) {
      setProblem(AppError.from(error).message);
    } finally {
      setBusy(false);
    }
  }

  const bring = (file: File) => void take(file);
  return {
    busy,
    over,
    problem,
    bring,
    forget: () => setProblem(null),
    paste(event: ClipboardEvent) {
      const file = event.clipboardData.files[0];
      if (!file) return;
      event.preventDefault();
      bring(file);
    },
    drop: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        bring(file);
      },
    },
  };
}
