import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';
import { lookAgain, type PageProblems, recordProblems, startBrowser } from '../helpers/browser.js';

let board: TestBoard;
let browser: Browser;
const problems: PageProblems = { errors: [], foreignRequests: [] };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 };

beforeAll(async () => {
  [board, browser] = await Promise.all([startTestBoard(), startBrowser()]);
  // As large as the posters of greetings.
  const picture = sharp({ create: { width: 180, height: 320, channels: 3, background: '#b4390a' } });
  await board.put('poster/a.jpg', await picture.jpeg().toBuffer());
});

afterAll(async () => {
  await browser?.close();
  await board.close();
});

const create = async (to: string) => (await board.container.videoJobs.create({ spec: { ...spec, to } })).videoJob.id;

async function complete(id: string): Promise<void> {
  const run = { videoJobId: id, run: 1 };
  await board.container.videoJobs.saveVideo(run, { videoKey: 'video/a.mp4', posterKey: 'poster/a.jpg', durationMs: 1 });
  await board.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/a.mp4' });
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: board.url, ...options })).newPage();
  recordProblems(page, board.url, problems);
  await page.goto(path);
  return page;
}

/** Waits until the list has been refreshed. */
async function refreshed(page: Page): Promise<void> {
  const asOf = page.locator('.as-of time');
  const before = await asOf.getAttribute('datetime');
  await expect
    .poll(async () => {
      await lookAgain(page);
      return await asOf.getAttribute('datetime');
    })
    .not.toBe(before);
}

describe('the list', () => {
  test('shows new greetings without a reload, keeps what is typed and focused, and says when it is out of date', async () => {
    await create('Первая');
    const page = await open('/greetings');
    await page.evaluate(() => {
      Object(globalThis).isMarked = true;
    });
    const search = page.getByRole('searchbox');
    await search.fill('half a na');
    const link = page.getByRole('link', { name: 'Первая' });
    await link.focus();

    await create('Вторая');
    await refreshed(page);
    await page.getByRole('link', { name: 'Вторая' }).waitFor();
    expect(await search.inputValue()).toBe('half a na');
    expect(await link.evaluate((element: unknown) => element === Object(globalThis).document.activeElement)).toBe(true);
    expect(await page.evaluate(() => Object(globalThis).isMarked)).toBe(true);

    const warning = page.getByText('The board does not answer');
    expect(await warning.isVisible()).toBe(false);
    await page.route('**/greetings', (route) => route.abort());
    await lookAgain(page);
    await warning.waitFor();
    await page.unroute('**/greetings');
    await refreshed(page);
    await warning.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  test('keeps its filter when it refreshes, and does not close a question', async () => {
    const id = await board.createFailed();
    const page = await open('/greetings?status=FAILED');
    await create('Третья');
    await refreshed(page);
    expect(await page.locator(`a[href="/greetings/${id}"]`).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Третья' }).count()).toBe(0);

    await page.goto('/greetings');
    await page.getByRole('button', { name: 'Pause tts' }).click();
    await refreshed(page);
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Yes, pause it' }).click();
    await page.getByText('tts was paused.').waitFor();
    await page.getByRole('button', { name: 'Resume tts' }).click();
    await page.getByText('tts was resumed.').waitFor();
    await page.context().close();
  });

  test('leaves the overview where it was swiped to', async () => {
    const page = await open('/greetings', PHONE);
    const cards = page.locator('.cards');
    const position = () => cards.evaluate((element: unknown) => Object(element).scrollLeft);
    await cards.evaluate((element: unknown) => Object(element).scrollTo(300, 0));
    await expect.poll(position).toBeGreaterThan(100);
    const swiped = await position();
    await refreshed(page);
    expect(await position()).toBe(swiped);
    await page.context().close();
  });

  test('begins on the first screen of a phone, even if everything stands still', async () => {
    for (const step of ['tts', 'montage'] as const) await board.container.flows.pause(step);
    const page = await open('/greetings', PHONE);
    const first = await page.locator('tbody tr .whose').first().boundingBox();
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(844);
    for (const step of ['tts', 'montage'] as const) await board.container.flows.resume(step);
    await page.context().close();
  });

  test('shows sharp posters on a screen with three pixels for one', async () => {
    await complete(await create('Картина'));
    const page = await open('/greetings', PHONE);
    const image = page.locator('img.poster').first();
    await image.evaluate((element: unknown) => (element as { decode(): Promise<void> }).decode());
    const magnification = await image.evaluate((element: unknown) => {
      const { naturalWidth, naturalHeight, clientWidth, clientHeight } = element as Record<string, number>;
      const scale = Math.max(Number(clientWidth) / Number(naturalWidth), Number(clientHeight) / Number(naturalHeight));
      return scale * Object(globalThis).devicePixelRatio;
    });
    expect(magnification).toBeLessThanOrEqual(1);
    await page.context().close();
  });
});

test('the progress of a finished step stays on one line on a phone', async () => {
  const id = await create('Готовая');
  const page = await open(`/greetings/${id}`, PHONE);
  const heights = await page.evaluate(() => {
    const { document } = Object(globalThis);
    return Array.from(document.querySelectorAll('.steps td span:not(.none)'), (part: unknown) => {
      const span = part as { textContent: string; getClientRects(): unknown[] };
      span.textContent = '100\u00a0%';
      return span.getClientRects().length;
    });
  });
  expect(heights).toEqual([1, 1, 1, 1]);
  const over = await page.evaluate(() => Object(globalThis).document.documentElement.scrollWidth - 390);
  expect(over).toBe(0);
  await page.context().close();
});

test('Bull Board has a visible way back to the greetings', async () => {
  const page = await open('/queues', PHONE);
  await page.getByRole('link', { name: '← Greetings' }).click();
  await page.getByRole('heading', { name: 'Greetings' }).waitFor();
  await page.context().close();
});

test('no page sent requests to other origins or violated its content security policy', () => {
  expect(problems).toEqual({ errors: [], foreignRequests: [] });
});
