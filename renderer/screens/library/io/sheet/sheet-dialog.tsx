import { useEffect, useMemo, useRef, useState } from 'react';
import { create } from 'zustand';
import { Button } from '../../../../components/button.tsx';
import { Dialog } from '../../../../components/dialog.tsx';
import { Field, FieldError } from '../../../../components/field.tsx';
import { Input } from '../../../../components/input.tsx';
import { Segment } from '../../../../components/segment.tsx';
import { Switch } from '../../../../components/switch.tsx';
import { showToast } from '../../../../components/toasts.ts';
import { bytes, count, counted } from '../../../../look/numbers.ts';
import { useClient } from '../../../../state/engine.tsx';
import { saveAs } from '../export/save-as.ts';
import { makeSheet, previewSheet } from './make-sheet.ts';
import { layOutSheet, type Paper, type SheetPage } from './sheet-layout.ts';

/** A sheet of more is no sheet. */
export const MOST_ON_A_SHEET = 2_000;

/** How the last sheet was wanted. */
const useSheetChoices = create<{ paper: Paper; columns: number; words: boolean }>(() => ({ paper: 'a4', columns: 4, words: true }));

const COLUMNS = [2, 3, 4, 5, 6, 8].map((columns) => ({ value: String(columns), label: String(columns) }));

/** Small pictures of what is selected, in rows with their words: on pages of a PDF, or in one image. */
export function SheetDialog({ ids, onClose }: { ids: readonly number[]; onClose(): void }) {
  const { paper, columns, words } = useSheetChoices();
  const [title, setTitle] = useState(() => `Contact sheet, ${new Date().toLocaleDateString('en-CA')}`);
  const pages = useMemo(() => layOutSheet({ assets: ids.length, columns, paper, words }), [ids.length, columns, paper, words]);
  const making = useMaking(ids, pages, title, paper === 'image' ? 'png' : 'pdf', onClose);
  return (
    <Dialog open onClose={onClose} title={`Contact sheet of ${counted(ids.length, 'asset')}`} className="!w-180">
      <div className="flex gap-5">
        <div className="flex min-w-0 flex-1 flex-col gap-4">
          <Segment<Paper>
            label="Sheet as"
            value={paper}
            choices={[
              { value: 'a4', label: 'PDF, A4' },
              { value: 'letter', label: 'PDF, Letter' },
              { value: 'image', label: 'One image' },
            ]}
            onChange={(next) => useSheetChoices.setState({ paper: next })}
            className="self-start"
          />
          <Field label="Heading">
            {({ id }) => <Input id={id} value={title} maxLength={120} dir="auto" onChange={(event) => setTitle(event.target.value)} />}
          </Field>
          <Field label="Pictures in a row">
            {() => (
              <Segment
                label="Pictures in a row"
                value={String(columns)}
                choices={COLUMNS}
                onChange={(next) => useSheetChoices.setState({ columns: Number(next) })}
                className="self-start"
              />
            )}
          </Field>
          <Switch checked={words} onChange={(next) => useSheetChoices.setState({ words: next })}>
            Prompt or title, model and seed below each
          </Switch>
        </div>
        <Preview ids={ids} pages={pages} title={title} />
      </div>
      {making.error !== null && <FieldError>{making.error}</FieldError>}
      <div className="flex items-center gap-3">
        <span role="status" className="flex-1 text-body text-text-2">
          {making.done === null ? pageWords(pages) : `Drawing page ${count(making.done + 1)} of ${count(pages?.length ?? 0)}`}
        </span>
        <Button onClick={making.done === null ? onClose : making.stop}>{making.done === null ? 'Cancel' : 'Stop'}</Button>
        <Button
          look="primary"
          busy={making.done !== null}
          disabledBecause={pages ? undefined : 'They do not fit in one image: take more in a row, or a PDF'}
          onClick={() => void making.run()}
        >
          Save the sheet
        </Button>
      </div>
    </Dialog>
  );
}

function pageWords(pages: readonly SheetPage[] | null): string {
  const [first] = pages ?? [];
  if (!pages || !first) return 'Too many for one image';
  return pages.length === 1 ? `One page, ${count(first.width)} × ${count(first.height)} pixels` : counted(pages.length, 'page');
}

/** Draws and saves; `done`: pages that are drawn, null while nothing is under way. */
function useMaking(ids: readonly number[], pages: readonly SheetPage[] | null, title: string, as: 'png' | 'pdf', onSaved: () => void) {
  const client = useClient();
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  async function run(): Promise<void> {
    if (!pages) return;
    const own = new AbortController();
    abort.current = own;
    setError(null);
    setDone(0);
    try {
      const blob = await makeSheet({ client, ids, pages, title, signal: own.signal, onPage: setDone }, as);
      const name = `${title.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '-').trim() || 'Contact sheet'}.${as}`;
      const url = URL.createObjectURL(blob);
      saveAs(url, name);
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      showToast({ glyph: 'done', title: `${name} is being saved`, detail: `${counted(pages.length, 'page')}, ${bytes(blob.size)}` });
      onSaved();
    } catch {
      if (!own.signal.aborted) setError('The sheet could not be drawn. Nothing was saved. Try fewer assets, or more in a row.');
    }
    setDone(null);
  }
  return { done, error, run, stop: () => abort.current?.abort() };
}

/** The first page, drawn as it will be. */
function Preview({ ids, pages, title }: { ids: readonly number[]; pages: readonly SheetPage[] | null; title: string }) {
  const client = useClient();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!pages) return;
    const abort = new AbortController();
    let made: string | null = null;
    const timer = setTimeout(() => {
      previewSheet({ client, ids, pages, title, signal: abort.signal }).then(
        (blob) => {
          if (abort.signal.aborted) return;
          made = URL.createObjectURL(blob);
          setUrl(made);
        },
        () => undefined,
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [client, ids, pages, title]);
  const [first] = pages ?? [];
  return (
    <div className="flex h-80 w-60 shrink-0 items-center justify-center rounded-control bg-well p-3">
      {url !== null && first && <img src={url} alt="The first page" className="max-h-full max-w-full shadow-float" />}
    </div>
  );
}
