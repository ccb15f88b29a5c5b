import { History } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { AfterSection } from './after/after-section.tsx';
import type { Follow } from './after/follow.ts';
import { useFollow } from './after/use-follow.ts';
import { BatchSection } from './batch/batch-section.tsx';
import { withModel } from './draft/change.ts';
import { changeDraft, useSettings } from './draft/draft-store.ts';
import { DraftTabs } from './draft/draft-tabs.tsx';
import { UndoButtons } from './draft/undo-buttons.tsx';
import { LiveLine } from './foot/live-line.tsx';
import { Refusal } from './foot/refusal.tsx';
import { useQueueing } from './foot/use-queueing.ts';
import { useForecast, type Forecast } from './foot/use-forecast.ts';
import { workOf } from './foot/work.ts';
import { InputSection } from './form/input-section.tsx';
import { ImportButton } from './import/import-button.tsx';
import { useSaving } from './files/use-saving.ts';
import { ComposeDialogs } from './keep/compose-dialogs.tsx';
import { openDialog } from './keep/open-dialog.ts';
import { useComposeCommands } from './compose-commands.ts';
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
  const follow = useFollow(composition);
  // A line or a race is made whole: what the library has of it is no reason to leave some of it out.
  const alone = planned.after.kind === 'nothing';
  const made = useMade(plan, alone ? (model?.id ?? null) : null);
  const leaveOut = alone && planned.leaveOut;
  const work = useMemo(() => workOf(plan, follow, made, leaveOut), [plan, follow, made, leaveOut]);
  const queueing = useQueueing(composition, work, follow);
  const saving = useSaving(composition, follow);
  useComposeCommands(queueing, saving, work);
  const wide = useWide();
  const forecast = useForecast(work, plan, planned, follow);
  const errors = useMemo(() => new Map([...queueing.refused, ...composition.errors]), [composition.errors, queueing.refused]);
  const Layout = wide ? Columns : OneColumn;
  return (
    <>
      <Title wildcards={composition.wildcards} />
      <Layout composition={{ ...composition, errors }} follow={follow} made={made} forecast={forecast} />
      {queueing.error && <Refusal error={queueing.error} onClose={queueing.forget} />}
      <ComposeDialogs composition={composition} />
      <LiveLine saving={saving} work={work} forecast={forecast} busy={queueing.busy} disabledBecause={queueing.disabledBecause} onQueue={queueing.queue} />
    </>
  );
}

/** Apart from what is typed, which draws the screen with every key. */
const Title = memo(function Title({ wildcards }: Pick<Composition, 'wildcards'>) {
  const actions = (
    <>
      <UndoButtons />
      <Button look="ghost" icon={<History size={16} strokeWidth={1.5} aria-hidden />} onClick={() => openDialog({ kind: 'history' })}>
        History
      </Button>
      <ImportButton wildcards={wildcards} />
    </>
  );
  return <ScreenTitle title="Compose" tabs={<DraftTabs />} actions={actions} />;
});

interface LayoutProps {
  composition: Composition;
  follow: Follow | null;
  made: Made;
  forecast: Forecast | null;
}

function Columns({ composition, follow, made, forecast }: LayoutProps) {
  const { models, plan, planned, model } = composition;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[264px_minmax(0,1fr)_minmax(340px,36%)] divide-x divide-line">
      <div className="flex min-h-0 flex-col">
        <ModelPicker models={models} chosen={model?.id ?? null} onChoose={choose} />
      </div>
      <Editor composition={composition} follow={follow} />
      <JobsPreview {...{ plan, model, follow, made, forecast }} draft={planned} className="flex min-h-0 flex-col" />
    </div>
  );
}

function OneColumn({ composition, follow, made, forecast }: LayoutProps) {
  const { models, plan, planned, model } = composition;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ModelDropDown models={models} chosen={model?.id ?? null} onChoose={choose} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Editor composition={composition} follow={follow} />
        <JobsPreview {...{ plan, model, follow, made, forecast }} draft={planned} className="flex h-96 flex-col border-t border-line" />
      </div>
    </div>
  );
}

function Editor({ composition, follow }: Pick<LayoutProps, 'composition' | 'follow'>) {
  const { form, plan, errors, model, models } = composition;
  const name = useMemo(() => defaultName(plan, model?.name ?? 'Untitled'), [plan, model]);
  const settings = useSettings();
  return (
    <div data-draft className="min-h-0 overflow-y-auto">
      <PromptSection {...composition} />
      {model ? (
        <InputSection {...{ form, errors }} draft={settings} modelName={model.name} />
      ) : (
        <p className="border-b border-line px-4 py-3 text-body text-text-2">Choose a model to see what it takes.</p>
      )}
      {model && follow && <AfterSection {...{ model, models, follow }} draft={settings} />}
      <BatchSection {...{ form, errors, model }} draft={settings} name={name} />
    </div>
  );
}

function choose(model: ModelView): void {
  changeDraft((draft) => withModel(draft, model.id, readForm(model.inputSchema)));
}
