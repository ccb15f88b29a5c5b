import type { RequestDetail } from '../../../shared/contract.ts';

/** Where the secret goes: from the environment, never into the text. */
const SECRET = 'Bearer $ABSTRAKT_API_KEY';

/** A request as a command for a POSIX shell. Whoever runs it sets the key; what stands here can be shown to anybody. */
export function asCurl({ method, url, headers, body }: Pick<RequestDetail, 'method' | 'url' | 'headers' | 'body'>): string {
  const lines = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of headers) lines.push(name === 'Authorization' ? `-H "Authorization: ${SECRET}"` : `-H ${quoted(`${name}: ${value}`)}`);
  if (body) lines.push(`--data-raw ${quoted(JSON.stringify(body))}`);
  return lines.join(' \\\n  ');
}

/** In single quotes nothing is special but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** As it went over the wire: request line, headers, body. */
export function asText({ method, url, headers, body }: Pick<RequestDetail, 'method' | 'url' | 'headers' | 'body'>): string {
  return [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`), ...(body ? ['', JSON.stringify(body, null, 2)] : [])].join('\n');
}

/** What is known of its answer; null while or where there is none. */
export function answerText({ answer }: Pick<RequestDetail, 'answer'>): string | null {
  if (!answer) return null;
  const kept = Object.keys(answer.kept).length > 0 ? ['', JSON.stringify(answer.kept, null, 2)] : [];
  return [`HTTP ${answer.status ?? 'status unknown'}`, ...answer.headers.map(([name, value]) => `${name}: ${value}`), ...kept].join('\n');
}
