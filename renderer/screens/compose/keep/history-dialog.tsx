import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallOutput, CompositionView } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FieldError } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { counted } from '../../../look/numbers.ts';
import { moment } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { takeUp } from './take-up.ts';

const PAGE = 50;

/** Everything that was composed, newest first: each opens as a draft of its own. */
export function HistoryDialog({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const { found, error, more, fail } = useHistory(text);
  const client = useClient();
  const take = async (id: number) => {
    try {
      takeUp((await client.call('history.get', { id })).draft);
      onClose();
    } catch (thrown) {
      fail(AppError.from(thrown));
    }
  };
  return (
    <Dialog open onClose={onClose} title="History" className="!w-160">
      <Input
        aria-label="Search what was composed"
        placeholder="Name, words of the prompt, model"
        leading={<Search size={14} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <FieldError>{error.message}</FieldError>}
      <ul aria-label="What was composed" className="h-96 overflow-y-auto rounded-control bg-well inset-ring inset-ring-line-2">
        {found?.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onTake={() => void take(entry.id)} />
        ))}
        {found && found.entries.length < found.total && (
          <li className="p-2.5">
            <Button size="small" onClick={more}>
              Show {counted(found.total - found.entries.length, 'more', 'more')}
            </Button>
          </li>
        )}
        {found?.total === 0 && (
          <li className="px-3 py-2.5 text-body text-text-2">
            {text.trim() === ''
              ? 'Nothing was queued from here yet. What you queue is kept, and can be taken up again.'
              : 'Nothing of that name. Try fewer words.'}
          </li>
        )}
      </ul>
      <div className="flex items-center justify-between">
        <span className="text-small text-text-3">{found ? `${counted(found.total, 'composition')}; each opens as a new draft` : 'Reading …'}</span>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

function Entry({ entry, onTake }: { entry: CompositionView; onTake(): void }) {
  const now = useNow(60_000);
  const model = useEngine((state) => findModel(state.models, entry.model)?.name ?? entry.model);
  return (
    <li className="border-b border-line last:border-b-0">
      <button type="button" onClick={onTake} className="focus-inside flex w-full flex-col gap-0.5 px-3 py-2 text-left hover:bg-control">
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate text-body font-medium text-text">{entry.name}</span>
          <span className="mono shrink-0 text-small text-text-3">{moment(entry.createdAt, now)}</span>
        </span>
        <span className="truncate text-small text-text-2">
          {counted(entry.jobs, 'job')} · {model}
          {entry.prompt !== '' && <span className="text-text-3"> · {entry.prompt}</span>}
        </span>
      </button>
    </li>
  );
}

/** Asked for anew with every word, the newest answer wins; pages come below each other. */
function useHistory(text: string) {
  const client = useClient();
  const [pages, setPages] = useState(1);
  const [error, setError] = useState<AppError | null>(null);
  const [found, setFound] = useState<CallOutput<'history.list'> | null>(null);
  useEffect(() => {
    let wanted = true;
    client.call('history.list', { text, limit: Math.min(1_000, pages * PAGE) }).then(
      (answer) => wanted && setFound(answer),
      (thrown: unknown) => wanted && setError(AppError.from(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [client, text, pages]);
  return { found, error, more: () => setPages(pages + 1), fail: setError };
}
