import { Images } from 'lucide-react';
import { useState } from 'react';
import { assetRef, readRef } from '../../../../shared/media/reference.ts';
import { Button } from '../../../components/button.tsx';
import { TextArea } from '../../../components/input.tsx';
import { Thumbnail } from '../../../components/thumbnail.tsx';
import type { MediaField } from '../schema/field.ts';
import { LibraryPicker } from './library-picker.tsx';

export interface MediaLinesProps {
  field: MediaField;
  text: string;
  onChange(text: string): void;
  id: string;
  errorId: string | undefined;
  invalid: boolean;
}

/** Several files for one field, a line each: addresses to write, files of the library to choose. */
export function MediaLines({ field, text, onChange, id, errorId, invalid }: MediaLinesProps) {
  const [picking, setPicking] = useState(false);
  const files = text.split('\n').flatMap((line) => {
    const ref = readRef(line.trim());
    return ref?.kind === 'asset' ? [ref.sha256] : [];
  });
  return (
    <div className="flex flex-col gap-1.5">
      <TextArea
        id={id}
        mono
        rows={3}
        aria-describedby={errorId}
        invalid={invalid}
        value={text}
        placeholder="an address a line, or files from the library"
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        {files.map((sha256, at) => (
          <Thumbnail key={`${at} ${sha256}`} sha256={sha256} ready className="size-9" />
        ))}
        <Button size="small" icon={<Images size={12} aria-hidden />} onClick={() => setPicking(true)}>
          Add from the library
        </Button>
      </div>
      <LibraryPicker
        open={picking}
        several
        title={`From the library into ${field.name}`}
        kind={field.media === 'file' ? null : field.media}
        onClose={() => setPicking(false)}
        onChoose={(assets) => {
          setPicking(false);
          onChange([text.trim(), ...assets.map((asset) => assetRef(asset.sha256))].filter(Boolean).join('\n'));
        }}
      />
    </div>
  );
}
