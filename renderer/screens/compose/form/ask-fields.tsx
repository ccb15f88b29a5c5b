import { Button } from '../../../components/button.tsx';
import { useCommand } from '../../../state/command.ts';
import { useKeys } from '../../../state/lists.ts';

/** Where a model's fields are not known: the API can be asked for them, at the price of one request. */
export function AskFields({ model }: { model: string }) {
  const ask = useCommand('model.get');
  const keys = useKeys();
  return (
    <Button
      size="small"
      busy={ask.busy}
      disabledBecause={keys.length === 0 ? 'The API’s answer needs a key: add one first' : undefined}
      title="Costs one request from a key’s allowance"
      onClick={() => void ask.run({ id: model })}
    >
      Ask the API for its fields
    </Button>
  );
}
