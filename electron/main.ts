import { app, BrowserWindow } from 'electron';
import { takeArguments } from './desktop/arguments.ts';
import { composeEngine } from './desktop/compose.ts';
import { forgetDragged } from './desktop/drag-world.ts';
import { appFiles } from './desktop/files.ts';
import { harden } from './desktop/hardening.ts';
import { answerCalls, forwardEvents } from './desktop/ipc.ts';
import { askToRestore, cannotOpen, endWithLastWindow, showOnRequest, stopEngineOnQuit, wakeEngine } from './desktop/lifecycle.ts';
import { serveProtocols } from './desktop/protocols.ts';
import { followQueue } from './desktop/shell.ts';
import { followTheme } from './desktop/title-bar.ts';
import { createWaitingWindow } from './desktop/waiting-window.ts';
import { openWindow } from './desktop/window.ts';
import type { OpeningWait } from './engine/store/open.ts';
import { receivingWebhooks } from './hosts/webhook-receiver.ts';
import { fileLogger } from './hosts/logger.ts';
import { offerRestore } from './hosts/offer-restore.ts';
import { openingWords } from './hosts/opening-words.ts';
import { systemClock } from './system-clock.ts';

async function openApp(): Promise<void> {
  const asked = takeArguments(process.argv.slice(1), process.env);
  const files = appFiles();
  const log = fileLogger(asked.workspace, 'desktop');
  await app.whenReady();
  harden();
  const waiting = createWaitingWindow(files.icon, log);
  const onWait = (wait: OpeningWait) => waiting.say(openingWords(wait));
  const composed = await offerRestore((restore) => composeEngine({ asked, sandboxScript: files.sandbox, log, restore, onWait }), askToRestore);
  const engine = await receivingWebhooks(composed, log);
  stopEngineOnQuit(engine);
  serveProtocols(engine, files.pages);
  answerCalls(engine, log, files.icon);
  forgetDragged();
  followTheme(engine);
  wakeEngine(engine);

  const open = () => {
    const window = openWindow(files, log);
    forwardEvents(engine, window);
    return window;
  };
  const show = showOnRequest(() => BrowserWindow.getAllWindows()[0] ?? open());
  endWithLastWindow();
  open();
  waiting.close();
  followQueue({ engine, icon: files.icon, platform: process.platform, now: () => systemClock.now(), show });
}

if (app.requestSingleInstanceLock()) openApp().catch(cannotOpen);
else app.quit();
