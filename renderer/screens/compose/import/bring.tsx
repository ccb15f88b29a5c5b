import { FileText } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { FieldError } from '../../../components/field.tsx';
import { TextArea } from '../../../components/input.tsx';
import { readBrought } from './read-brought.ts';
import type { Brought } from './use-import.ts';

/** Where rows are brought: a file chosen or dropped, or text pasted. */
export function Bring({ onBring }: { onBring(brought: Brought): void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const take = async (files: FileList | null) => {
    const read = await readBrought(files?.[0]);
    if (typeof read === 'string') setError(read);
    else if (read) onBring(read);
  };
  return (
    <div
      className="flex flex-col gap-3"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files);
      }}
    >
      <p className="text-body text-text-2">
        A spreadsheet as CSV or TSV, JSON lines, or plain lines of which each is a prompt; a batch or a preset that was saved as a file opens as a new draft.
        Choose a file, drop it here, or paste.
      </p>
      <TextArea
        mono
        rows={12}
        aria-label="Rows to import"
        placeholder={'prompt,num_images\na red fox in snow,2'}
        value=""
        onChange={(event) => onBring({ text: event.target.value, name: null })}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void take(event.clipboardData.files);
        }}
      />
      {error && <FieldError>{error}</FieldError>}
      <Button icon={<FileText size={14} aria-hidden />} className="self-start" onClick={() => picker.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,text/plain,text/csv,application/json"
        aria-label="File to import"
        className="hidden"
        onChange={(event) => void take(event.target.files)}
      />
    </div>
  );
}
