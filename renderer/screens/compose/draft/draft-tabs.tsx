import { Plus, X } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { showToast } from '../../../components/toasts.ts';
import { isUntouched } from './draft.ts';
import { draftName } from './draft-name.ts';
import { closeDraft, openDraft, openEmptyDraft, showDraft, useDesk } from './draft-store.ts';
import type { Tab } from './desk.ts';

/** The drafts on the desk, in the title bar. Their names give way before the bar overflows; then it scrolls. */
export function DraftTabs() {
  const { tabs, active } = useDesk();
  return (
    <nav aria-label="Drafts" className="flex h-full min-w-0 items-center overflow-x-auto">
      {tabs.map((tab) => (
        <DraftTab key={tab.id} tab={tab} active={tab.id === active} />
      ))}
      <span className="no-drag px-1.5">
        <IconButton label="New draft" icon={<Plus size={16} aria-hidden />} onClick={openEmptyDraft} />
      </span>
    </nav>
  );
}

function close(tab: Tab): void {
  closeDraft(tab.id);
  if (isUntouched(tab.draft)) return;
  showToast({ glyph: 'cancelled', title: 'Draft closed', detail: draftName(tab.draft), action: { label: 'Take it back', run: () => openDraft(tab.draft) } });
}

function DraftTab({ tab, active }: { tab: Tab; active: boolean }) {
  const name = draftName(tab.draft);
  return (
    <div
      className={cx(
        'no-drag relative flex h-full max-w-56 min-w-20 items-center gap-1 border-r border-line pr-1.5 pl-3.5',
        active && 'bg-panel before:absolute before:inset-x-0 before:top-0 before:h-0.5 before:bg-now',
      )}
    >
      <button
        type="button"
        aria-current={active ? 'page' : undefined}
        onClick={() => showDraft(tab.id)}
        className={cx('min-w-0 flex-1 truncate rounded-chip text-left text-body', active ? 'font-medium text-text' : 'text-text-2 hover:text-text')}
      >
        {name}
      </button>
      <button
        type="button"
        aria-label={`Close ${name}`}
        title="Close the draft"
        onClick={() => close(tab)}
        className="flex size-5 shrink-0 items-center justify-center rounded-chip text-text-3 hover:bg-control-hi hover:text-text"
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  );
}
