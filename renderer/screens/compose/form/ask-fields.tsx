import { Button } from '../../../components/button.tsx';
import { showToast } from '../../../components/toasts.ts';
import { useCommand } from '../../../state/command.ts';
import { useKeys } from '../../../state/lists.ts';
import { navigate } from '../../../state/route.ts';

/** Where a model's fields are not known: the API can be asked for them, at the price of one request. */
export function AskFields({ model }: { model: string }) {
  const ask = useCommand('model.get');
  const keys = useKeys();
  async function run(): Promise<void> {
    const told = await ask.run({ id: model });
    if (told?.inputSchema !== null) return;
    showToast({
      glyph: 'waiting',
      title: 'The API did not tell its fields',
      detail: 'It cost a request at most. The API may know the model by another id: read its list first, then ask again.',
      action: { label: 'Open Models', run: () => navigate('models') },
    });
  }
  return (
    <Button
      size="small"
      busy={ask.busy}
      disabledBecause={keys.length === 0 ? 'The API’s answer needs a key: add one first' : undefined}
      title="Costs one request from a key’s allowance"
      onClick={() => void run()}
    >
      Ask the API for its fields
    </Button>
  );
}
