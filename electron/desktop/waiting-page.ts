/** Tokens of the look, as the title bar has them, and the accent: what is happening now. */
export interface WaitingColours {
  background: string;
  text: string;
  now: string;
}

/** Nothing is loaded and nothing runs: a page of one sentence. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The address of a page that says these words and asks for nothing. Pure. */
export function waitingPage(words: string, { background, text, now }: WaitingColours): string {
  const style = `html{background:${background};color:${text};font:14px/1.5 system-ui,sans-serif}
    body{margin:0;box-sizing:border-box;height:100vh;display:flex;align-items:center;padding:24px 32px;border-left:3px solid ${now}}`;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <title>Abstrakt Companion</title><style>${style}</style><body><p role="status">${escaped(words)}</p></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(page)}`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
