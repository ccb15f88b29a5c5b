import { METHOD_SIGNS, type Method, type Span } from './syntax.ts';

const OPENING = /^(\{\s*|__)([!@~])?/;

/** The template's text with another method at one of its choices, `source` as an axis tells it. `all` is what goes without saying. */
export function withMethod(text: string, source: Span, method: Method): string {
  const construct = text.slice(source.from, source.to);
  const sign = method === 'all' ? '' : METHOD_SIGNS[method];
  return text.slice(0, source.from) + construct.replace(OPENING, (_, opening: string) => opening + sign) + text.slice(source.to);
}
