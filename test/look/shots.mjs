/**
 * Pictures of the renderer over the fake engine: `node test/look/shots.mjs [--to FOLDER] [--size 1280x800] [--theme dark] [scene[:hash] | state …]`.
 * States are those of `states.mjs`; without a name all scenes and states are taken.
 * Starts a development server of its own, and prints what the console said and what the content policy blocked.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { STATES } from './states.mjs';

const SHOTS = [
  'busy:#/queue',
  'busy:#/queue/2',
  'busy:#/queue/2/200032',
  'busy:#/queue/6',
  'silent:#/queue/1',
  'silent:#/queue',
  'troubled:#/queue',
  'troubled:#/keys/3',
  'troubled:#/keys/7',
  'busy:#/keys/add',
  'new-vault:#/keys',
  'locked:#/keys',
  'missing:#/keys',
  'empty:#/queue',
  'new-vault:#/queue',
  'idle:#/queue',
  'done:#/queue',
  'paused:#/queue',
  'busy:#/settings',
  'busy:#/learn',
  'opening:#/queue',
  'loading:#/queue/2/200032',
  'refused:#/queue',
  'busy:#/compose',
  'busy:#/library',
  'seven:#/library',
  'many:#/library',
  'empty:#/library',
  'busy:#/models',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string' },
    size: { type: 'string', multiple: true },
    theme: { type: 'string', multiple: true },
    port: { type: 'string', default: '5199' },
  },
});
const folder = values.to ?? (await mkdtemp(path.join(tmpdir(), 'look-')));
const sizes = (values.size ?? ['1280x800', '1920x1080']).map((size) => size.split('x').map(Number));
const themes = values.theme ?? ['dark', 'light'];
const shots = positionals.length > 0 ? positionals : [...SHOTS, ...Object.keys(STATES)];

const server = await createServer({ configFile: 'vite.config.ts', server: { port: Number(values.port), host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [width, height] of sizes) for (const theme of themes) await shoot(width, height, theme);
} finally {
  await browser.close();
  await server.close();
}
say(folder);

function say(line) {
  process.stdout.write(`${line}\n`);
}

async function shoot(width, height, theme) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  // The first page has the server transform every module.
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && say(`${current}: ${message.text()}`));
  page.on('pageerror', (error) => say(`${current}: ${error.message}`));
  let current = '';
  for (const shot of shots) {
    current = shot;
    const state = STATES[shot];
    const [scene, hash = '#/queue'] = (state?.shot ?? shot).split(':');
    await page.goto('about:blank');
    await page.goto(`http://127.0.0.1:${values.port}/test/look/index.html?scene=${scene}&theme=${theme}${hash}`);
    await page.waitForSelector('#root > *');
    await page.getByText(/^Opening (?!the workspace)/).waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(350);
    if (state) await doThere(page, shot, state.act);
    const name = `${state ? shot : `${scene}-${hash.slice(2).replaceAll('/', '-')}`}-${theme}-${width}.png`;
    await page.screenshot({ path: path.join(folder, name) });
  }
  await page.close();
}

/** A state that cannot be reached is said, and the others are taken. */
async function doThere(page, name, act) {
  page.setDefaultTimeout(5_000);
  await act(page).catch((error) => say(`${name}: ${error.message.split('\n')[0]}`));
  page.setDefaultTimeout(120_000);
  await page.waitForTimeout(450);
}
