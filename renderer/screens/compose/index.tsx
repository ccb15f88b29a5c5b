import { useMemo } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { BatchSection } from './batch/batch-section.tsx';
import { withModel } from './draft/change.ts';
import { changeDraft } from './draft/draft-store.ts';
import { DraftTabs } from './draft/draft-tabs.tsx';
import { UndoButtons } from './draft/undo-buttons.tsx';
import { LiveLine } from './foot/live-line.tsx';
import { Refusal } from './foot/refusal.tsx';
import { useQueueing } from './foot/use-queueing.ts';
import { useForecast, type Forecast } from './foot/use-forecast.ts';
import { workOf } from './foot/work.ts';
import { InputSection } from './form/input-section.tsx';
import { ImportButton } from './import/import-button.tsx';
import { JobsPreview } from './jobs/jobs-preview.tsx';
import { defaultName } from './jobs/plan.ts';
import { useMade, type Made } from './jobs/use-made.ts';
import { ModelDropDown } from './picker/model-drop-down.tsx';
import { ModelPicker } from './picker/model-picker.tsx';
import { PromptSection } from './prompt/prompt-section.tsx';
import { readForm } from './schema/read-form.ts';
import { useComposition, type Composition } from './use-composition.ts';
import { useWide } from './use-wide.ts';

/** Where work begins: a model, a prompt, its input, and what will be queued. */
export function ComposeScreen() {
  const composition = useComposition();
  const { plan, planned, model } = composition;
  const made = useMade(plan, model?.id ?? null);
  const work = useMemo(() => workOf(plan, model, made, planned.leaveOut), [plan, model, made, planned.leaveOut]);
  const queueing = useQueueing(composition, work);
  const wide = useWide();
  const forecast = useForecast(work, plan, planned, model);
  const shown = useMemo(() => ({ ...composition, errors: new Map([...queueing.refused, ...composition.errors]) }), [composition, queueing.refused]);
  const Layout = wide ? Columns : OneColumn;
  return (
    <>
      <ScreenTitle
        title="Compose"
        tabs={<DraftTabs />}
        actions={
          <>
            <UndoButtons />
            <ImportButton {...composition} />
          </>
        }
      />
      <Layout composition={shown} made={made} forecast={forecast} />
      {queueing.error && <Refusal error={queueing.error} onClose={queueing.forget} />}
      <LiveLine work={work} forecast={forecast} busy={queueing.busy} disabledBecause={queueing.disabledBecause} onQueue={queueing.queue} />
    </>
  );
}

interface LayoutProps {
  composition: Composition;
  made: Made;
  forecast: Forecast | null;
}

function Columns({ composition, made, forecast }: LayoutProps) {
  const { models, plan, planned, model } = composition;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[264px_minmax(0,1fr)_minmax(340px,36%)] divide-x divide-line">
      <div className="flex min-h-0 flex-col">
        <ModelPicker models={models} chosen={model?.id ?? null} onChoose={choose} />
      </div>
      <Editor composition={composition} />
      <JobsPreview {...{ plan, model, made, forecast }} draft={planned} className="flex min-h-0 flex-col" />
    </div>
  );
}

function OneColumn({ composition, made, forecast }: LayoutProps) {
  const { models, plan, planned, model } = composition;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ModelDropDown models={models} chosen={model?.id ?? null} onChoose={choose} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Editor composition={composition} />
        <JobsPreview {...{ plan, model, made, forecast }} draft={planned} className="flex h-96 flex-col border-t border-line" />
      </div>
    </div>
  );
}

function Editor({ composition }: { composition: Composition }) {
  const { draft, form, plan, errors, model } = composition;
  const name = defaultName(plan, model?.name ?? 'Untitled');
  return (
    <div data-draft className="min-h-0 overflow-y-auto">
      <PromptSection {...composition} />
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
