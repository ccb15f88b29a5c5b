import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import type { ModelInput } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import type { Form } from '../schema/field.ts';
import { guessMapping, type Mapping } from './mapping.ts';

/** What is brought, and where it came from. */
export interface Brought {
  text: string;
  /** The file's name; null: pasted. */
  name: string | null;
}

export interface ImportState {
  read: CallOutput<'import.read'> | null;
  check: CallOutput<'import.check'> | null;
  mapping: Mapping;
  error: AppError | null;
  map(mapping: Mapping): void;
}

interface Read {
  text: string;
  table: CallOutput<'import.read'>;
  mapping: Mapping;
}

/** Reads what was brought, guesses where its columns go, and checks every row whenever that changes. */
export function useImport(brought: Brought | null, form: Form, model: string, base: ModelInput): ImportState {
  const client = useClient();
  const [read, setRead] = useState<Read | null>(null);
  const [check, setCheck] = useState<{ of: Read; result: CallOutput<'import.check'> } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const text = brought?.text ?? '';

  useEffect(() => {
    if (text.trim() === '') return;
    return asking(
      () => client.call('import.read', { text }),
      (table) => {
        setError(null);
        setRead({
          text,
          table,
          mapping: guessMapping(
            table.columns.map(({ name }) => name),
            form,
          ),
        });
      },
      setError,
    );
  }, [client, text, form]);

  const current = read?.text === text && text.trim() !== '' ? read : null;
  useEffect(() => {
    if (!current) return;
    return asking(
      () => client.call('import.check', { text: current.text, format: current.table.format, model, fields: current.mapping, base }),
      (result) => setCheck({ of: current, result }),
      setError,
    );
  }, [client, current, model, base]);

  return {
    read: current?.table ?? null,
    check: check && check.of === current ? check.result : null,
    mapping: current?.mapping ?? {},
    error,
    map: (mapping) => current && setRead({ ...current, mapping }),
  };
}

/** Asks, and takes no answer after it is called off. */
function asking<T>(ask: () => Promise<T>, take: (answer: T) => void, fail: (error: AppError) => void): () => void {
  let wanted = true;
  ask().then(
    (answer) => wanted && take(answer),
    (error: unknown) => wanted && fail(AppError.from(error)),
  );
  return () => {
    wanted = false;
  };
}
