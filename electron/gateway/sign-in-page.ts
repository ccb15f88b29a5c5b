/** What a browser without a session sees: plain, because the page's own files need a session too. */
export const SIGN_IN_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="dark light">
<title>Abstrakt Companion</title>
<style>body{font:13px/20px system-ui,sans-serif;margin:48px;max-width:72ch}h1{font-size:20px;font-weight:600}code{font-size:12px}</style>
<h1>This page needs the address with the token</h1>
<p>Abstrakt Companion runs here and answers only to whoever started it. Nothing was changed.</p>
<p>Open the address it printed when it started, the one with <code>?token=</code> in it. A new start prints a new one.</p>
`;
