import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';
import { lookAgain, type PageProblems, recordProblems, startBrowser } from '../helpers/browser.js';
import { quietLogger as logger } from '../helpers/logger.js';

let board: TestBoard;
let browser: Browser;
let dir: string;
const problems: PageProblems = { errors: [], foreignRequests: [] };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  [board, browser] = await Promise.all([startTestBoard(), startBrowser()]);
  const ffmpeg = createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=10:d=20', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await ffmpeg([...source, 'video.mp4'], { cwd: dir, signal: new AbortController().signal, timeoutMs: 30_000 });
  await (await board.container.store()).put(videoKey, join(dir, 'video.mp4'));
});

afterAll(async () => {
  await browser?.close();
  await board.close();
  await rm(dir, { recursive: true, force: true });
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: board.url, ...options })).newPage();
  recordProblems(page, board.url, problems);
  await page.goto(path);
  return page;
}

const rows = () => board.container.videoJobs;
const firstRunOf = (id: string) => ({ videoJobId: id, run: 1 });
const videoKey = 'video/long.mp4';
const create = async (): Promise<VideoJob> => (await rows().create({ spec })).videoJob;
const find = (id: string) => rows().find(id);
const beginStep = (id: string, step: string) => rows().beginStep(firstRunOf(id), step);
const saveVideo = (id: string) =>
  rows().saveVideo(firstRunOf(id), { videoKey, posterKey: 'poster/none.jpg', durationMs: 20_000 });
const finish = (id: string) => rows().finish(firstRunOf(id), { status: 'COMPLETED', videoKey });

const markPage = (page: Page) =>
  page.evaluate(() => {
    (globalThis as { isMarked?: boolean }).isMarked = true;
  });
const isSamePage = (page: Page) => page.evaluate(() => (globalThis as { isMarked?: boolean }).isMarked === true);

describe('the page of an open greeting', () => {
  test('is updated without a reload', async () => {
    const { id } = await create();
    const page = await open(`/greetings/${id}`);
    await markPage(page);
    await page.getByText('queued', { exact: true }).waitFor();
    expect(await page.getByRole('progressbar', { name: 'montage' }).count()).toBe(1);
    await beginStep(id, 'montage');
    await page.getByText('processing', { exact: true }).waitFor();
    await finish(id);
    await lookAgain(page);
    await page.getByText('completed', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    expect(await page.locator('video').count()).toBe(1);
    expect(await page.getByRole('progressbar').count()).toBe(0);
    expect(await isSamePage(page)).toBe(true);
    await page.context().close();
  });

  test('interrupts neither a playing video nor an open dialog', async () => {
    const { id } = await create();
    await beginStep(id, 'deliver');
    await saveVideo(id);
    const page = await open(`/greetings/${id}`);
    const video = page.locator('video');
    await video.evaluate(async (element: unknown) => {
      const played = element as { muted: boolean; play(): Promise<void>; wasPlayed: boolean };
      played.muted = true;
      played.wasPlayed = true;
      await played.play();
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await finish(id);
    await lookAgain(page);
    await page.getByText('completed', { exact: true }).waitFor();
    const state = (element: unknown) => {
      const { paused, wasPlayed, currentTime } = element as {
        paused: boolean;
        wasPlayed: boolean;
        currentTime: number;
      };
      return { paused, wasPlayed, hasMoved: currentTime > 0 };
    };
    expect(await video.evaluate(state)).toEqual({ paused: false, wasPlayed: true, hasMoved: true });
    expect(await page.getByRole('dialog').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByText('The greeting has already ended.').waitFor();
    await page.getByRole('link', { name: 'The greeting' }).click();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    await page.context().close();
  });

  test('shows the new buttons after an open dialog is closed', async () => {
    const { id } = await create();
    const page = await open(`/greetings/${id}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await finish(id);
    await lookAgain(page);
    await page.getByText('completed', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await lookAgain(page);
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    await page.context().close();
  });

  test('warns while the board does not answer, and then continues', async () => {
    const { id } = await create();
    const page = await open(`/greetings/${id}`);
    const warning = page.getByText('The board does not answer');
    expect(await warning.isVisible()).toBe(false);
    await page.route(`**/greetings/${id}`, (route) => route.abort());
    await lookAgain(page);
    await warning.waitFor();
    await finish(id);
    await page.unroute(`**/greetings/${id}`);
    await lookAgain(page);
    await page.getByText('completed', { exact: true }).waitFor();
    expect(await warning.isVisible()).toBe(false);
    await page.context().close();
  });
});

test('a finished video shows its own sharp frame instead of the small poster, and is played from the start', async () => {
  const { id } = await create();
  await saveVideo(id);
  await finish(id);
  const page = await open(`/greetings/${id}`);
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((element: unknown) => Object(element).currentTime)).toBe(1.2);
  await video.evaluate(async (element: unknown) => {
    const played = Object(element);
    played.muted = true;
    await played.play();
  });
  await expect.poll(() => video.evaluate((element: unknown) => Object(element).currentTime)).toBeLessThan(1);
  await page.context().close();
});

describe('an operator', () => {
  test('confirms a cancellation, and needs only the keyboard', async () => {
    const { id } = await create();
    const page = await open(`/greetings/${id}`);
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await cancel.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Cancel this greeting?').waitFor();
    // The harmless button has the focus.
    await page.keyboard.press('Enter');
    await page.getByText('Cancel this greeting?').waitFor({ state: 'hidden' });
    expect(await find(id)).toMatchObject({ status: 'QUEUED' });
    expect(await cancel.evaluate((element: unknown) => element === Object(globalThis).document.activeElement)).toBe(
      true,
    );

    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The greeting was cancelled.').waitFor();
    expect(await find(id)).toMatchObject({ status: 'CANCELLED' });
    await page.context().close();
  });

  test('can retry, cancel and search without scripts', async () => {
    const { id } = await create();
    const page = await open(`/greetings/${id}`, { javaScriptEnabled: false });
    expect(await page.locator('noscript').innerHTML()).toContain('http-equiv="refresh"');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByText('The greeting was cancelled.').waitFor();
    expect(await page.locator('noscript').count()).toBe(0);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('button', { name: 'Yes, retry it' }).click();
    await page.getByText('A new run was started.').waitFor();
    expect(await find(id)).toMatchObject({ status: 'QUEUED', run: 2 });

    await page.goto('/greetings');
    await page.getByRole('combobox', { name: 'Age' }).selectOption('last hour');
    await page.getByRole('searchbox', { name: 'Search by name, id or chat' }).fill(id);
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });

  test('sees local times beside UTC, and copies a filter for logs', async () => {
    const { id, createdAt } = await create();
    const page = await open(`/greetings/${id}`, {
      timezoneId: 'Asia/Tokyo',
      locale: 'en-GB',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const local = createdAt.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tokyo' });
    const created = page.locator(`time[datetime="${createdAt.toISOString()}"]`);
    expect(await created.textContent()).toMatch(/^[\d-]{10} [\d:]{8} UTC$/);
    const shown = () =>
      created.evaluate((element: unknown) => Object(globalThis).getComputedStyle(element, '::after').content);
    expect(await shown()).toContain(`${local} here`);
    // After an update of the page, too.
    await beginStep(id, 'montage');
    await lookAgain(page);
    await page.getByText('processing', { exact: true }).waitFor();
    expect(await shown()).toContain(`${local} here`);

    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => Object(globalThis).navigator.clipboard.readText())).toBe(`"videoJobId":"${id}"`);
    await page.context().close();
  });

  test('sees pages that fit screens of 390 to 1440 pixels, with a name for every control', async () => {
    const { id } = await create();
    await board.container.audit.recordOne({ who: 'operator', action: 'retry' }, { id, run: 1 });
    const failure = { step: 'deliver', code: 'TELEGRAM_CHAT_NOT_FOUND', message: 'a long reason '.repeat(20) };
    await rows().finish(firstRunOf((await create()).id), { status: 'FAILED', failure });
    const batch = '/greetings/batch?action=cancel&status=QUEUED';
    const page = await open('/greetings');
    for (const path of ['/greetings', '/greetings?q=none', `/greetings/${id}`, '/greetings/audit', batch]) {
      await page.goto(path);
      for (const width of [1_440, 1_280, 768, 390]) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate(() => {
          const { document, innerWidth } = Object(globalThis);
          return document.documentElement.scrollWidth - innerWidth;
        });
        expect([path, width, over]).toEqual([path, width, 0]);
        if (width !== 1_440 && width !== 390) continue;
        // In the snapshot, only a control with a name is followed by quotes.
        const snapshot = await page.locator('body').ariaSnapshot();
        expect(snapshot).toMatch(/- link "Greetings"/);
        expect(snapshot).not.toMatch(/- (link|button|textbox|searchbox|combobox|progressbar)(?! ")/);
      }
    }
    await page.context().close();
  });
});

test('no page sent requests to other origins or violated its content security policy', () => {
  expect(problems).toEqual({ errors: [], foreignRequests: [] });
});
