import { Bookmark, Braces } from 'lucide-react';
import { memo, useCallback, useId } from 'react';
import { Button } from '../../../components/button.tsx';
import { FieldError } from '../../../components/field.tsx';
import { Switch } from '../../../components/switch.tsx';
import type { Composition } from '../use-composition.ts';
import { changeDraft } from '../draft/draft-store.ts';
import { openDialog } from '../keep/open-dialog.ts';
import { Section } from '../section.tsx';
import { promptWords } from './prompt-words.ts';
import { PromptEditor } from './prompt-editor.tsx';
import { shadeLines } from './shade-lines.ts';
import { Variables } from './variables.tsx';

export type PromptSectionProps = Pick<Composition, 'draft' | 'form' | 'plan' | 'planned' | 'errors'>;

/** The prompt, which may stand for many, or one a line. */
export function PromptSection({ draft, form, plan, planned, errors }: PromptSectionProps) {
  const id = useId();
  const known = plan.prompts.errors;
  const lines = useCallback(
    (text: string) => shadeLines(text, draft.linewise, { text: planned.prompt, errors: known }),
    [draft.linewise, planned.prompt, known],
  );
  const prompt = form.prompt;
  if (!prompt) return <NoPrompt />;
  const error = errors.get(prompt.name);
  return (
    <>
      <Section title="Prompt" detail={<PromptCount words={promptWords(plan.prompts, draft.linewise)} />} aside={<Aside linewise={draft.linewise} />}>
        <div className="flex flex-col gap-1.5">
          <PromptEditor
            id={id}
            value={draft.prompt}
            onChange={(text) => changeDraft((before) => ({ ...before, prompt: text }), 'prompt')}
            invalid={error !== undefined}
            errorId={error ? `${id}-error` : undefined}
            placeholder={draft.linewise ? 'One prompt a line' : 'What should be made; {red|green} makes two'}
            lines={lines}
          />
          {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        </div>
      </Section>
      <Variables template={plan.prompts.template} current={draft.prompt} />
    </>
  );
}

/** Apart from what is typed, which draws the section with every key. */
const Aside = memo(function Aside({ linewise }: { linewise: boolean }) {
  return (
    <>
      <Switch checked={linewise} onChange={(on) => changeDraft((before) => ({ ...before, linewise: on }))}>
        One job a line
      </Switch>
      <Button look="ghost" icon={<Braces size={14} aria-hidden />} onClick={() => openDialog({ kind: 'wildcards' })}>
        Wildcards
      </Button>
      <Button look="ghost" icon={<Bookmark size={14} aria-hidden />} onClick={() => openDialog({ kind: 'presets' })}>
        Presets
      </Button>
    </>
  );
});

/** Where there is no room, what is multiplied gives way, the product never. */
function PromptCount({ words }: { words: string }) {
  const at = Math.max(0, words.lastIndexOf(' = '));
  return (
    <span title={words} className="mono flex min-w-0">
      <span className="truncate">{words.slice(0, at)}</span>
      <span className="shrink-0 whitespace-pre">{words.slice(at)}</span>
    </span>
  );
}

function NoPrompt() {
  return (
    <Section title="Prompt">
      <p className="text-body text-text-2">This model takes no prompt, only the input below.</p>
    </Section>
  );
}
