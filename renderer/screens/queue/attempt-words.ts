import type { AttemptView, RequestView } from '../../../shared/domain.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import type { GlyphName } from '../../components/glyph-shapes.tsx';
import { count } from '../../look/numbers.ts';
import { took } from '../../look/times.ts';

export function attemptGlyph(attempt: AttemptView): GlyphName {
  switch (attempt.outcome) {
    case 'open':
      return attempt.acceptedAt === null ? 'submitting' : 'running';
    case 'done':
    case 'failed':
    case 'refused':
    case 'uncertain':
    case 'cancelled':
      return attempt.outcome;
    case 'not-sent':
      return 'waiting';
    default:
      return unreachable(attempt.outcome);
  }
}

export function attemptWords(attempt: AttemptView): string {
  if (attempt.error) return attempt.error.message;
  switch (attempt.outcome) {
    case 'open':
      return attempt.acceptedAt === null ? 'on its way' : 'accepted, at the API';
    case 'done':
      return attempt.finishedAt === null ? 'done' : `done in ${took(attempt.finishedAt - attempt.startedAt)}`;
    case 'failed':
      return 'failed';
    case 'refused':
      return 'refused, cost nothing';
    case 'not-sent':
      return 'nothing left this machine';
    case 'uncertain':
      return 'sent, the answer was lost';
    case 'cancelled':
      return 'cancelled';
    default:
      return unreachable(attempt.outcome);
  }
}

/** `run 200, 212 ms, 14 of 60 left`. */
export function requestWords(request: RequestView): string {
  const answer =
    request.outcome === 'pending' ? 'no answer yet' : request.outcome === 'lost' ? 'answer lost' : request.status === null ? 'no answer' : `${request.status}`;
  const time = request.answeredAt === null ? [] : [`${count(request.answeredAt - request.sentAt)} ms`];
  const limits = request.remaining === null ? [] : [`${count(request.remaining)}${request.limit === null ? '' : ` of ${count(request.limit)}`} left`];
  const later = request.retryAfterMs === null ? [] : [`retry after ${took(request.retryAfterMs)}`];
  return [`${request.kind} ${answer}`, ...time, ...limits, ...later].join(', ');
}
