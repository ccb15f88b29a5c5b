import { Check, Dices, Pencil, Play, RotateCcw, X, type LucideIcon } from 'lucide-react';
import type { EngineClient } from '../../../shared/contract.ts';
import { isHeld, type JobDetail } from '../../../shared/domain.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import { count } from '../../look/numbers.ts';
import { offerUndo } from '../../state/undo.ts';

/** Something that can be done with one job: a button beside it, and a command of the palette. */
export interface JobAct {
  /** On the button, beside the job itself. */
  label: string;
  /** In the palette, where the job must be named. */
  verb: string;
  object: string;
  icon: LucideIcon;
  danger?: boolean;
  disabledBecause?: string | undefined;
  /** Rejects with the engine's AppError. */
  run(): Promise<void>;
}

export interface JobHands {
  client: Pick<EngineClient, 'call'>;
  /** What sending it once more costs, in words. */
  cost: string;
  randomSeed(): number;
  /** Opens the dialog in which its input is changed. */
  change(): void;
}

/** What can be done with a job in its state. */
export function jobActs(job: JobDetail, hands: JobHands): JobAct[] {
  if (isHeld(job)) return [release(job, hands)];
  switch (job.state) {
    case 'failed':
    case 'cancelled':
      return [sendAgain(job, hands), ...newSeed(job, hands), changeAct(job, hands, 'Change and send again')];
    case 'uncertain':
      return [countAsFailed(job, hands), resubmit(job, hands)];
    case 'queued':
      return [changeAct(job, hands, 'Change'), cancelAct(job, hands)];
    case 'submitting':
    case 'running':
    case 'collecting':
      return [cancelAct(job, hands)];
    case 'done':
      return [];
    default:
      return unreachable(job.state);
  }
}

/** The companion ended twice while it worked on this one: only a person lets it go on. */
function release(job: JobDetail, { client, cost }: JobHands): JobAct {
  return {
    label: `Let it go on, ${cost}`,
    verb: 'Let',
    object: `${named(job)} go on, ${cost}`,
    icon: Play,
    run: async () => void (await client.call('job.release', { ids: [job.id] })),
  };
}

function sendAgain(job: JobDetail, { client, cost }: JobHands): JobAct {
  return {
    label: `Send again, ${cost}`,
    verb: 'Send',
    object: `${named(job)} again, ${cost}`,
    icon: RotateCcw,
    run: async () => void (await client.call('job.retry', { ids: [job.id] })),
  };
}

/** The same with another seed, where it has one: what failed by chance may come out, and differs. */
function newSeed(job: JobDetail, { client, randomSeed }: JobHands): JobAct[] {
  const { seed } = job.input;
  if (typeof seed !== 'number') return [];
  const change = () => ({ set: { seed: randomSeed() } });
  return [
    {
      label: 'Same, new seed',
      verb: 'Send',
      object: `${named(job)} again with a new seed`,
      icon: Dices,
      run: async () => void (await client.call('job.retry', { ids: [job.id], change: change() })),
    },
  ];
}

function resubmit(job: JobDetail, hands: JobHands): JobAct {
  return { ...sendAgain(job, hands), run: async () => void (await hands.client.call('job.resolve', { ids: [job.id], decision: 'resubmit' })) };
}

function countAsFailed(job: JobDetail, { client }: JobHands): JobAct {
  return {
    label: 'Count as failed',
    verb: 'Count',
    object: `${named(job)} as failed`,
    icon: Check,
    run: async () => void (await client.call('job.resolve', { ids: [job.id], decision: 'fail' })),
  };
}

function changeAct(job: JobDetail, { change }: JobHands, label: string): JobAct {
  const again = job.state === 'queued' ? '' : ' and send it again';
  return { label, verb: 'Change', object: `${named(job)}${again}`, icon: Pencil, run: async () => change() };
}

function cancelAct(job: JobDetail, { client }: JobHands): JobAct {
  return {
    label: 'Cancel 1 job',
    verb: 'Cancel',
    object: named(job),
    icon: X,
    danger: true,
    disabledBecause: job.cancelling ? 'It is being given up' : undefined,
    async run() {
      const { undo } = await client.call('job.cancel', { ids: [job.id] });
      offerUndo(client, { glyph: 'cancelled', title: job.state === 'queued' ? '1 job cancelled' : '1 job is being given up', undo });
    },
  };
}

function named({ number }: JobDetail): string {
  return `job ${count(number)}`;
}
