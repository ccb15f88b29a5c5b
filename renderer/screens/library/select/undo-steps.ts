import type { EngineClient } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';

type Client = Pick<EngineClient, 'call'>;

/** A change to assets, filled as it goes along: a large one takes several commands. */
export interface Step {
  /** Assets it has hit so far. */
  things: number;
  /** What takes it back, oldest first; empty while nothing was changed. */
  readonly tokens: number[];
}

/** So many steps back are remembered; the engine keeps as many. */
const MOST_STEPS = 100;

/** What was done here, newest last. A step is noted when it begins: whoever takes it back before it is answered means this one, not the one before. */
const steps: Step[] = [];

let last: Promise<void> = Promise.resolve();

/** Changes and what takes them back go one after the other, in the order of the keys. `run` does not reject. */
async function inTurn(run: () => Promise<void>): Promise<void> {
  last = last.then(run);
  await last;
}

/** Makes a change that can be taken back. An error is shown; what was changed before it stays a step. */
export async function takeStep(run: (step: Step) => Promise<void>): Promise<Step> {
  const step: Step = { things: 0, tokens: [] };
  remember(step);
  await inTurn(() => run(step).catch((thrown: unknown) => showErrorToast(AppError.from(thrown))));
  if (step.tokens.length === 0) forget(step);
  return step;
}

/** Notes what another command did, so that it can be taken back with Ctrl Z; `title` null: it shows, and needs no words. */
export function noteStep(client: Client, { tokens, title, detail }: { tokens: number[]; title: string | null; detail?: string }): void {
  if (tokens.length === 0) return;
  const step: Step = { things: 1, tokens };
  remember(step);
  if (title !== null) tellStep(client, step, title, detail);
}

/** Says what a step did, with the way back in sight. */
export function tellStep(client: Client, step: Step, title: string, detail?: string): void {
  const run = () => {
    if (forget(step)) void inTurn(() => takeBack(client, step));
  };
  showToast({ glyph: 'done', title, ...(detail ? { detail } : {}), action: { label: 'Undo', run } });
}

/** Takes the last step back (Ctrl Z), once it is done. */
export async function undoLast(client: Client): Promise<void> {
  const step = steps.pop();
  if (!step) return showToast({ glyph: 'queued', title: 'Nothing to take back', detail: 'Nothing was changed here since the window was opened.' });
  await inTurn(() => takeBack(client, step));
}

function remember(step: Step): void {
  steps.push(step);
  if (steps.length > MOST_STEPS) steps.shift();
}

function forget(step: Step): boolean {
  const at = steps.indexOf(step);
  if (at < 0) return false;
  steps.splice(at, 1);
  return true;
}

async function takeBack(client: Client, { tokens }: Step): Promise<void> {
  if (tokens.length === 0) return showToast({ glyph: 'queued', title: 'Nothing to take back', detail: 'The last change did nothing.' });
  try {
    let things = 0;
    for (const undo of tokens.toReversed()) things += (await client.call('undo.apply', { undo })).undone;
    showToast({ glyph: 'done', title: `Taken back on ${counted(things, 'asset')}` });
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
}
