import { FileImage, FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../../components/button.tsx';
import { Dialog } from '../../../../components/dialog.tsx';
import { Glyph } from '../../../../components/glyph.tsx';
import { count, counted } from '../../../../look/numbers.ts';
import { useCommand } from '../../../../state/command.ts';
import { useClient } from '../../../../state/engine.tsx';
import { droppedFiles, withoutHidden } from './files-of.ts';
import { NOTHING_TAKEN, takeIn, type Intake } from './intake.ts';

/** Files from outside come into the library: chosen, or dropped, folders too. */
export function LibraryImportDialog({ files: first, onClose }: { files: readonly File[]; onClose(): void }) {
  const [files, setFiles] = useState(first);
  const bring = (brought: readonly File[]) => setFiles(withoutHidden(brought));
  return (
    <Dialog open onClose={onClose} title="Import into the library" className="!w-140">
      {files.length === 0 ? <Bring onBring={bring} /> : <Taking files={files} onClose={onClose} onMore={() => setFiles([])} />}
    </Dialog>
  );
}

/** Makes a file input choose a folder; React has no name for it. */
const FOLDER = { webkitdirectory: '' };

function Bring({ onBring }: { onBring(files: readonly File[]): void }) {
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  return (
    <div
      className="flex flex-col gap-4"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(onBring);
      }}
    >
      <div className="flex flex-col items-center gap-3 rounded-panel border border-dashed border-line-3 px-4 py-8">
        <p className="text-center text-body text-text-2">Drop pictures, films and sound here, or whole folders of them.</p>
        <div className="flex gap-2">
          <Button icon={<FileImage size={14} aria-hidden />} onClick={() => files.current?.click()}>
            Choose files
          </Button>
          <Button icon={<FolderOpen size={14} aria-hidden />} onClick={() => folder.current?.click()}>
            Choose a folder
          </Button>
        </div>
      </div>
      <p className="text-small text-text-3">
        The same bytes are kept once. Prompts that this app, Stable Diffusion web UI, ComfyUI, InvokeAI or NovelAI wrote into a file are read. Your files stay
        where they are: the library keeps copies.
      </p>
      <input ref={files} type="file" multiple aria-label="Files to import" className="hidden" onChange={(event) => onBring([...(event.target.files ?? [])])} />
      <input
        ref={folder}
        type="file"
        {...FOLDER}
        aria-label="Folder to import"
        className="hidden"
        onChange={(event) => onBring([...(event.target.files ?? [])])}
      />
    </div>
  );
}

function Taking({ files, onClose, onMore }: { files: readonly File[]; onClose(): void; onMore(): void }) {
  const client = useClient();
  const [intake, setIntake] = useState<Intake>(NOTHING_TAKEN);
  const trash = useCommand('asset.trash');
  useEffect(() => {
    const stop = new AbortController();
    void takeIn(client, files, setIntake, stop.signal);
    return () => stop.abort();
  }, [client, files]);
  const { imported, over, done } = intake;
  const undo = async () => {
    if (await trash.run({ sha256s: imported.slice(0, 10_000) })) onClose();
  };
  return (
    <>
      <div className="flex items-baseline justify-between text-body">
        <span role="status">{over ? wordsOf(intake) : 'Taking files in'}</span>
        <span className="mono text-text-2">{`${count(done)} / ${count(files.length)}`}</span>
      </div>
      <div
        role="progressbar"
        aria-label="Files taken in"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={files.length}
        className="h-1 rounded-full bg-control-hi"
      >
        <div className="h-1 rounded-full bg-now" style={{ width: `${(100 * done) / files.length}%` }} />
      </div>
      <Refused refused={intake.refused} />
      <div className="flex items-center gap-3">
        {over && imported.length > 0 && (
          <Button busy={trash.busy} onClick={() => void undo()}>
            Undo: {count(imported.length)} to the trash
          </Button>
        )}
        <span className="flex-1" />
        {over && <Button onClick={onMore}>Import more</Button>}
        <Button look={over ? 'primary' : 'default'} onClick={onClose}>
          {over ? 'Close' : 'Stop'}
        </Button>
      </div>
    </>
  );
}

function Refused({ refused }: Pick<Intake, 'refused'>) {
  if (refused.length === 0) return null;
  return (
    <section aria-label="Refused files" className="flex flex-col gap-1.5">
      <h3 className="text-small text-text-3">{counted(refused.length, 'file')} refused</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard */}
      <ul tabIndex={0} aria-label="Why each was refused" className="flex max-h-48 flex-col gap-1.5 overflow-y-auto rounded-control bg-well px-2.5 py-2">
        {refused.map(({ name, why }, at) => (
          <li key={`${name} ${at}`} className="flex items-start gap-2 text-small">
            <Glyph name="failed" size={10} className="mt-[3px]" />
            <span className="min-w-0 wrap-anywhere">
              <span dir="auto" className="mono text-text">
                {name}
              </span>
              <span className="text-text-2"> {why}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of them, in one line. */
export function wordsOf({ imported, known, withPrompt }: Intake): string {
  const parts = [
    `${counted(imported.length, 'file')} imported`,
    withPrompt > 0 && `${count(withPrompt)} with their prompt`,
    known > 0 && `${count(known)} there already`,
  ];
  return parts.filter(Boolean).join(', ');
}
