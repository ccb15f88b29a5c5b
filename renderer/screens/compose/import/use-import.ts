import { useEffect, useMemo, useState } from 'react';
import type { CallArgs, CallOutput, EngineClient } from '../../../../shared/contract.ts';
import type { ModelInput } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import type { Form } from '../schema/field.ts';
import { guessMapping, type Mapping } from './mapping.ts';
import { useBrought, type BroughtText } from './use-brought.ts';

/** What is brought, and where it came from. */
export interface Brought {
  text: string;
  /** The file's name; null: pasted. */
  name: string | null;
}

export interface ImportState {
  text: BroughtText;
  check: CallOutput<'import.check'> | null;
  mapping: Mapping;
  error: AppError | null;
  map(mapping: Mapping): void;
}

type Question = CallArgs<'import.check'>;
type Answer = CallOutput<'import.check'> | AppError;

/** Has what was brought read, guesses where its columns go, and checks every row whenever that changes. */
export function useImport(brought: Brought | null, form: Form, model: string, base: ModelInput): ImportState {
  const client = useClient();
  const text = useBrought(brought?.text ?? '');
  const read = text.kind === 'read' ? text : null;
  const [chosen, setChosen] = useState<{ token: string; mapping: Mapping } | null>(null);
  const [answer, setAnswer] = useState<{ to: Question; result: Answer } | null>(null);
  const guessed = useMemo(() => guessMapping(read?.table.columns.map(({ name }) => name) ?? [], form), [read, form]);
  const mapping = chosen !== null && chosen.token === read?.token ? chosen.mapping : guessed;
  const question = useMemo(() => (read ? { token: read.token, format: read.table.format, model, fields: mapping, base } : null), [read, model, mapping, base]);

  useEffect(() => {
    if (question) return ask(client, question, (result) => setAnswer({ to: question, result }));
  }, [client, question]);

  const result = answer?.to === question ? answer?.result : undefined;
  const failed = result instanceof AppError ? result : text.kind === 'failed' ? text.error : null;
  return {
    text,
    check: result instanceof AppError ? null : (result ?? null),
    mapping,
    error: failed,
    map: (wanted) => read && setChosen({ token: read.token, mapping: wanted }),
  };
}

/** Asks, and takes no answer after it is called off. */
function ask(client: Pick<EngineClient, 'call'>, question: Question, take: (answer: Answer) => void): () => void {
  let wanted = true;
  client.call('import.check', question).then(
    (answer) => wanted && take(answer),
    (thrown: unknown) => wanted && take(AppError.from(thrown)),
  );
  return () => {
    wanted = false;
  };
}
