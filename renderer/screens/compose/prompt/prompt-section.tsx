import { useId } from 'react';
import { FieldError } from '../../../components/field.tsx';
import { Switch } from '../../../components/switch.tsx';
import { counted } from '../../../look/numbers.ts';
import type { Composition } from '../use-composition.ts';
import { changeDraft } from '../draft/draft-store.ts';
import { Section } from '../section.tsx';
import { PromptEditor } from './prompt-editor.tsx';

/** The prompt, or one a line. */
export function PromptSection({ draft, form, plan, errors }: Pick<Composition, 'draft' | 'form' | 'plan' | 'errors'>) {
  const id = useId();
  const prompt = form.prompt;
  if (!prompt) return <NoPrompt />;
  const error = errors.get(prompt.name);
  return (
    <Section
      title="Prompt"
      detail={draft.linewise ? counted(plan.prompts.length, 'prompt') : (prompt.description ?? '')}
      aside={
        <Switch checked={draft.linewise} onChange={(linewise) => changeDraft((before) => ({ ...before, linewise }))}>
          One job a line
        </Switch>
      }
    >
      <div className="flex flex-col gap-1.5">
        <PromptEditor
          id={id}
          value={draft.prompt}
          onChange={(text) => changeDraft((before) => ({ ...before, prompt: text }))}
          invalid={error !== undefined}
          errorId={error ? `${id}-error` : undefined}
          placeholder={draft.linewise ? 'One prompt a line' : 'What should be made'}
        />
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </div>
    </Section>
  );
}

function NoPrompt() {
  return (
    <Section title="Prompt">
      <p className="text-body text-text-2">This model takes no prompt, only the input below.</p>
    </Section>
  );
}
