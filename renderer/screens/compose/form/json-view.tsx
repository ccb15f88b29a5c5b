import { useId, useState } from 'react';
import { FieldError } from '../../../components/field.tsx';
import { TextArea } from '../../../components/input.tsx';
import { changeDraft } from '../draft/draft-store.ts';
import { inputWithoutPrompt, withInputText } from '../draft/change.ts';
import { WHOLE, type Draft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';
import { inputText } from '../schema/json-text.ts';

/** The input as JSON, without the prompt, which stands above. Typing changes the form too; leaving tidies the text. */
export function JsonView({ draft, form, error }: { draft: Draft; form: Form; error: string | undefined }) {
  const errorId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = draft.broken[WHOLE] ?? typed ?? inputText(inputWithoutPrompt(draft, form));
  const type = (text: string) => {
    setTyped(text);
    changeDraft((before) => withInputText(before, form, text), WHOLE);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <TextArea
        mono
        aria-label="Input as JSON"
        aria-describedby={error ? errorId : undefined}
        rows={Math.min(16, Math.max(6, shown.split('\n').length))}
        invalid={error !== undefined}
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}
