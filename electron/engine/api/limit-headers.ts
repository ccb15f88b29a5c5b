import type { LimitHeaders } from './exchange.ts';

const DAY_MS = 86_400_000;
/** Resets further off than this are no minute and no day: nonsense. */
const RESET_PAST_MS = DAY_MS;
const RESET_AHEAD_MS = 2 * DAY_MS;
const LONGEST_RETRY_MS = 32 * DAY_MS;
const LARGEST_COUNT = 1e9;

/**
 * Limit headers of a response (docs/rate-limits). `localNowMs` stands in where the server sends no `Date`; `bodyRetryS` is what the
 * error body asks for in seconds, used when there is no `Retry-After` (section 10, rule 14).
 */
export function readLimitHeaders(headers: Headers, localNowMs: number, bodyRetryS: number | null): LimitHeaders {
  const raw = {
    limit: headers.get('x-ratelimit-limit'),
    remaining: headers.get('x-ratelimit-remaining'),
    reset: headers.get('x-ratelimit-reset'),
    retryAfter: headers.get('retry-after'),
  };
  const serverNowMs = httpDate(headers.get('date'));
  const nowMs = serverNowMs ?? localNowMs;
  return {
    limit: count(raw.limit, 1),
    remaining: count(raw.remaining, 0),
    resetAtMs: resetAt(raw.reset, nowMs),
    retryAfterMs: retryAfter(raw.retryAfter, nowMs) ?? secondsToMs(bodyRetryS),
    serverNowMs,
    raw,
  };
}

/** A number, possibly followed by what newer drafts append (`60, 60;w=60`). */
function number(text: string | null): number | null {
  const digits = text === null ? null : /^\s*(\d+(?:\.\d+)?)\s*(?:[,;]|$)/.exec(text)?.[1];
  return digits === null || digits === undefined ? null : Number(digits);
}

function count(text: string | null, least: number): number | null {
  const value = number(text);
  if (value === null || value < least || value > LARGEST_COUNT) return null;
  return Math.floor(value);
}

/**
 * The documents say Unix time, and seconds by their example. Read tolerantly: from 1e12 on milliseconds, up to a day's worth (86,400)
 * seconds from now as in the IETF drafts, else Unix seconds. What then lies more than a day back or two days ahead is nonsense.
 */
function resetAt(text: string | null, nowMs: number): number | null {
  const value = number(text);
  if (value === null) return null;
  const atMs = Math.round(value >= 1e12 ? value : value * 1000 <= DAY_MS ? nowMs + value * 1000 : value * 1000);
  return atMs < nowMs - RESET_PAST_MS || atMs > nowMs + RESET_AHEAD_MS ? null : atMs;
}

/** Seconds, or an HTTP date on the server's clock; a date that is over means now. */
function retryAfter(text: string | null, nowMs: number): number | null {
  const dateMs = httpDate(text);
  return dateMs === null ? secondsToMs(number(text)) : secondsToMs(Math.max(0, dateMs - nowMs) / 1000);
}

/** Rounded up: waiting a moment longer is safe, a moment less is a refusal. */
function secondsToMs(seconds: number | null): number | null {
  if (seconds === null || !(seconds >= 0) || seconds * 1000 > LONGEST_RETRY_MS) return null;
  return Math.ceil(seconds * 1000);
}

const IMF_FIXDATE = /^\s*[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\s*$/;

/** Only the form RFC 9110 tells servers to send: `Date.parse` itself makes a date of almost anything. */
function httpDate(text: string | null): number | null {
  if (text === null || !IMF_FIXDATE.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
