import { useDeferredValue, useMemo } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { BatchSection } from './batch/batch-section.tsx';
import { withModel } from './draft/change.ts';
import { changeDraft } from './draft/draft-store.ts';
import { LiveLine } from './foot/live-line.tsx';
import { Refusal } from './foot/refusal.tsx';
import { useQueueing } from './foot/use-queueing.ts';
import { InputSection } from './form/input-section.tsx';
import { estimatedCredits } from './jobs/cost.ts';
import { JobsPreview } from './jobs/jobs-preview.tsx';
import { defaultName } from './jobs/plan.ts';
import { ModelDropDown } from './picker/model-drop-down.tsx';
import { ModelPicker } from './picker/model-picker.tsx';
import { PromptSection } from './prompt/prompt-section.tsx';
import { readForm } from './schema/read-form.ts';
import { useComposition, type Composition } from './use-composition.ts';
import { useWide } from './use-wide.ts';

/** Where work begins: a model, a prompt, its input, and what will be queued. */
export function ComposeScreen() {
  const composition = useComposition();
  const queueing = useQueueing(composition);
  const wide = useWide();
  const { plan, model } = composition;
  const shown = useMemo(() => ({ ...composition, errors: new Map([...queueing.refused, ...composition.errors]) }), [composition, queueing.refused]);
  return (
    <>
      <ScreenTitle title="Compose" detail={model?.name ?? ''} />
      {wide ? <Columns composition={shown} /> : <OneColumn composition={shown} />}
      {queueing.error && <Refusal error={queueing.error} onClose={queueing.forget} />}
      <LiveLine
        work={model && { jobs: plan.count, credits: estimatedCredits(model, plan.count) }}
        busy={queueing.busy}
        disabledBecause={queueing.disabledBecause}
        onQueue={queueing.queue}
      />
    </>
  );
}

function Columns({ composition }: { composition: Composition }) {
  const { models, plan, model } = composition;
  const preview = useDeferredValue(plan);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[264px_minmax(0,1fr)_minmax(340px,36%)] divide-x divide-line">
      <div className="flex min-h-0 flex-col">
        <ModelPicker models={models} chosen={model?.id ?? null} onChoose={choose} />
      </div>
      <Editor composition={composition} />
      <JobsPreview plan={preview} model={model} className="flex min-h-0 flex-col" />
    </div>
  );
}

function OneColumn({ composition }: { composition: Composition }) {
  const { models, plan, model } = composition;
  const preview = useDeferredValue(plan);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ModelDropDown models={models} chosen={model?.id ?? null} onChoose={choose} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Editor composition={composition} />
        <JobsPreview plan={preview} model={model} className="flex h-96 flex-col border-t border-line" />
      </div>
    </div>
  );
}

function Editor({ composition }: { composition: Composition }) {
  const { draft, form, plan, errors, model } = composition;
  const name = defaultName(plan, model?.name ?? 'Untitled');
  return (
    <div className="min-h-0 overflow-y-auto">
      <PromptSection {...{ draft, form, plan, errors }} />
      {model ? (
        <InputSection {...{ draft, form, errors }} modelName={model.name} />
      ) : (
        <p className="border-b border-line px-4 py-3 text-body text-text-2">Choose a model to see what it takes.</p>
      )}
      <BatchSection {...{ draft, form }} name={name} />
    </div>
  );
}

function choose(model: ModelView): void {
  changeDraft((draft) => withModel(draft, model.id, readForm(model.inputSchema)));
}
