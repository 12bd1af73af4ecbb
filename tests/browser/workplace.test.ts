import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { RunningStage } from '../../cli/local/stage.ts';
import { stageFolder, start } from '../end-to-end/stage.ts';
import { provesAnnouncements } from './announcements.ts';
import { provesContradiction } from './contradiction.ts';
import { launch, type World } from './support/browser.ts';
import { provesFileNames } from './file-names.ts';
import { provesFocus } from './focus.ts';
import { provesStoredWork } from './stored-work.ts';
import { provesMainJob } from './main-job.ts';
import { provesMishaps } from './mishaps.ts';
import { looksAtPages } from './pages.ts';
import { releasedPaper } from './support/papers.ts';
import { provesSession } from './session.ts';
import { provesStaysPublished } from './stays-published.ts';
import { provesHeldBack, provesUndoWindow } from './undo-window.ts';

// One stage and one browser for all, because both take long to begin; the parts build on each other in this order.

let remove: () => Promise<void> = () => Promise.resolve();
let stage: RunningStage;
let browser: Browser;
let signingPdf: Uint8Array;

beforeAll(async () => {
  const { folder, remove: rm } = await stageFolder();
  remove = rm;
  stage = await start(folder);
  [signingPdf, browser] = await Promise.all([releasedPaper(stage.endpoints), launch()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
  await remove();
});

const world: World = {
  stage: () => stage.endpoints,
  browser: () => browser,
  signingPdf: () => signingPdf,
};

provesSession(world);
provesMishaps(world);
provesStoredWork(world);
provesFileNames(world);
provesContradiction(world);
provesMainJob(world);
looksAtPages(world);
provesUndoWindow(world);
provesFocus(world);
provesAnnouncements(world);
provesStaysPublished(world);
provesHeldBack(world);
