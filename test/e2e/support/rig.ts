import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, watchErrors } from './chromium.ts';
import { Host } from './host.ts';
import { Sandbox } from './sandbox.ts';

export interface RigOptions {
  /** What the sandbox is started with. */
  sandbox: readonly string[];
  /** Its keys are added by hand; else the host has them from its environment. */
  keysByHand?: boolean;
  context?: BrowserContextOptions;
  /** How long the page waits for what is looked for, ms. */
  patienceMs?: number;
  /** Before the page opens the host's address. */
  prepare?(rig: Rig): Promise<unknown>;
}

/** What most browser tests stand on: the sandbox, the built host over a new workspace, and a page of Chromium at its address. */
export class Rig {
  sandbox!: Sandbox;
  host!: Host;
  browser!: Browser;
  context!: BrowserContext;
  page!: Page;
  /** Where the host was opened, token included. */
  address!: string;
  /** What the page complained of. */
  errors!: string[];

  /** Rejects when one of them does not start; then none is left behind. */
  static async start(options: RigOptions): Promise<Rig> {
    const rig = new Rig();
    try {
      await rig.#start(options);
      return rig;
    } catch (error) {
      await rig.stop();
      throw error;
    }
  }

  async #start({ sandbox, keysByHand = false, context, patienceMs = 20_000, prepare }: RigOptions): Promise<void> {
    [this.browser, this.sandbox] = await Promise.all([launchChromium(), Sandbox.start(...sandbox)]);
    const { baseUrl, keys } = this.sandbox;
    this.host = new Host({ baseUrl, ...(keysByHand ? {} : { keys: keys.join(',') }) });
    this.address = await this.host.start();
    this.context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', ...context });
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(patienceMs);
    this.errors = watchErrors(this.page);
    await prepare?.(this);
    await this.page.goto(this.address);
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.host?.remove();
    await this.sandbox?.stop();
  }
}
