import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Half-way between two colours nothing has the contrast, or the look, it will have. Evaluated in the page. */
export function transitionsOver(): Promise<unknown> {
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  return Promise.allSettled(transitions.map((transition) => transition.finished));
}

interface Axe {
  run(options: { resultTypes: string[] }): Promise<AxeResult>;
}

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }[];
}

/**
 * What axe-core finds on the page that keeps people from using it, a line each. Evaluated from outside: the page's policy allows no inline script.
 * Looks again at what it found, and keeps what is still there: what a busy machine drew between two states is in nobody's way.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const first = await look(page);
  if (first.length === 0) return first;
  const second = await look(page);
  return first.filter((finding) => second.includes(finding));
}

async function look(page: Page): Promise<string[]> {
  await page.evaluate(transitionsOver);
  // Only what is wrong is put into words: that is the longer half of its work.
  const { violations } = await page.evaluate(() => (window as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html} ${node.failureSummary ?? ''}`));
}

/** The same in the dark and the light theme; leaves the page in the dark one. */
export async function findingsInBothThemes(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    findings.push(...(await seriousFindings(page)).map((finding) => `${colorScheme}: ${finding}`));
  }
  return findings;
}
