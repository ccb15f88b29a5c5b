import { RefreshCw } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { showToast } from '../../components/toasts.ts';
import { counted } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { useKeys } from '../../state/lists.ts';

/** Reads the catalog anew. It spends requests, which it says. */
export function RefreshButton() {
  const refresh = useCommand('model.refresh');
  const keys = useKeys();
  async function run(): Promise<void> {
    const read = await refresh.run(null);
    if (read) showToast({ glyph: 'done', title: `${counted(read.models, 'model')} read from the API` });
  }
  return (
    <div className="flex items-center gap-3">
      <span className="text-small text-text-3 max-mid:hidden">one request per 100 models, one per input schema</span>
      <Button
        icon={<RefreshCw size={14} strokeWidth={1.5} aria-hidden />}
        busy={refresh.busy}
        disabledBecause={keys.length === 0 ? 'The API’s list needs a key: add one first' : undefined}
        title="Costs one request per 100 models and one for each input schema, from a key’s allowance"
        onClick={() => void run()}
      >
        Refresh from the API
      </Button>
    </div>
  );
}
