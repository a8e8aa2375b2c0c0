import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { createLocalStore } from '#root/storage/local.js';
import { spec } from '../fixtures/spec.js';
import { type PageProblems, recordProblems, startBrowser } from '../helpers/browser.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const login = { BOARD_USER: 'operator', BOARD_PASSWORD: 'correct horse' };
let dir: string;
let container: Container;
let board: RunningProcess;
let browser: Browser;
let page: Page;
let completed: VideoJob;
let failed: VideoJob;
const problems: PageProblems = { errors: [], foreignRequests: [] };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const port = await freePort();
  const variables = {
    ...(await freshVariables()),
    ...login,
    BOARD_PORT: String(port),
    STORAGE_DIR: join(dir, 'storage'),
  };
  container = createContainer({ config: loadConfig({ env: variables }), logger });
  board = runScript('board', [], variables);
  [, browser] = await Promise.all([waitForOutput(board, 'board started'), startBrowser(), fill()]);
  const baseURL = `http://127.0.0.1:${port}`;
  const httpCredentials = { username: login.BOARD_USER, password: login.BOARD_PASSWORD };
  page = await (await browser.newContext({ baseURL, httpCredentials })).newPage();
  recordProblems(page, baseURL, problems);
});

afterAll(async () => {
  await browser?.close();
  board?.kill('SIGTERM');
  await board;
  await container.close();
  await rm(dir, { recursive: true, force: true });
});

/** Creates a greeting with a real video and one that failed. */
async function fill(): Promise<void> {
  const { videoJobs } = container;
  completed = (await videoJobs.create({ spec: { ...spec, format: 'square' } })).videoJob;
  failed = (await videoJobs.create({ spec: { ...spec, to: 'Борис' } })).videoJob;
  const ffmpeg = createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=10:d=4'];
  const encoder = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
  const run = { cwd: dir, signal: new AbortController().signal, timeoutMs: 30_000 };
  await ffmpeg([...source, ...encoder, 'video.mp4'], run);
  await ffmpeg([...source, '-frames:v', '1', 'poster.jpg'], run);
  const store = createLocalStore({ dir: container.config.storage.dir });
  await store.put('video/test.mp4', join(dir, 'video.mp4'));
  await store.put('poster/test.jpg', join(dir, 'poster.jpg'));
  const first = { videoJobId: completed.id, run: 1 };
  await videoJobs.beginStep(first, 'deliver');
  await videoJobs.saveVideo(first, { videoKey: 'video/test.mp4', posterKey: 'poster/test.jpg', durationMs: 4_000 });
  await videoJobs.finish(first, { status: 'COMPLETED', videoKey: 'video/test.mp4' });
  const failure = { step: 'tts', code: 'SPEECH_FAILED', message: 'the engine said no' };
  await videoJobs.finish({ videoJobId: failed.id, run: 1 }, { status: 'FAILED', failure });
}

const shown = () => page.locator('.greetings tbody tr').count();

describe('in a browser an operator', () => {
  test('lists greetings, filters them, and finds one', async () => {
    await page.goto('/');
    await page.waitForURL('/greetings');
    expect(await shown()).toBe(2);
    await page.getByRole('link', { name: 'failed', exact: true }).click();
    await page.waitForURL('/greetings?status=FAILED');
    expect(await shown()).toBe(1);
    expect(await page.locator('.greetings tbody').textContent()).toContain('SPEECH_FAILED');
    await page.getByRole('link', { name: 'all', exact: true }).click();
    await page.getByRole('searchbox').fill(`${completed.id}-1-montage`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/\?q=/);
    expect(await shown()).toBe(1);
  });

  test('opens a greeting, sees its picture, plays it, and jumps within it', async () => {
    await page.goto('/greetings');
    await page.getByRole('link', { name: 'Анна' }).click();
    await page.getByRole('heading', { name: 'Анна' }).waitFor();
    const poster = await page.locator('video').getAttribute('poster');
    expect((await page.request.get(poster ?? '')).headers()['content-type']).toBe('image/jpeg');
    const played = await page.locator('video').evaluate(async (element: unknown) => {
      const video = element as { currentTime: number; duration: number; muted: boolean; play(): Promise<void> };
      video.muted = true;
      await video.play();
      video.currentTime = 3;
      while (video.currentTime < 3.2) await new Promise((resolve) => setTimeout(resolve, 50));
      return video.duration;
    });
    expect(played).toBeCloseTo(4, 1);
  });

  test('retries a greeting that failed, looks at its new flow, and cancels it', async () => {
    await page.goto(`/greetings/${failed.id}`);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('A new run was started.').waitFor();
    expect(await container.videoJobs.find(failed.id)).toMatchObject({ status: 'QUEUED', run: 2 });

    await page.getByRole('link', { name: 'Flow of run 2' }).click();
    await page.getByText('Job flow').waitFor();
    const nodes = page.locator('.react-flow__node');
    await expect.poll(() => nodes.count()).toBe(6);
    const steps = (await nodes.allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(steps.sort()).toEqual(['deliver', 'greeting', 'montage', 'tts', 'tts', 'tts']);

    await page.goto(`/greetings/${failed.id}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByText('The greeting was cancelled.').waitFor();
    expect(await container.videoJobs.find(failed.id)).toMatchObject({ status: 'CANCELLED' });
    expect(problems).toEqual({ errors: [], foreignRequests: [] });
  });

  test('is not let in without the login', async () => {
    const stranger = await browser.newPage();
    const answer = await stranger.goto(page.url()).then((response) => response?.status(), String);
    // A browser with windows would ask for the login, and reports an error if nobody gives it.
    expect(String(answer)).toMatch(/^401$|ERR_INVALID_AUTH_CREDENTIALS/);
    await stranger.close();
  });

  test('cannot be made to act by a page of another site while logged in', async () => {
    await page.goto(`/greetings/${failed.id}`);
    const action = `${new URL(page.url()).origin}/greetings/${failed.id}/retry`;
    const trap = `<form method="post" action="${action}"><button>Win a prize</button></form>`;
    await page.route('http://elsewhere.example/', (route) => route.fulfill({ contentType: 'text/html', body: trap }));
    await page.goto('http://elsewhere.example/');
    const answer = page.waitForResponse(action);
    await page.getByRole('button', { name: 'Win a prize' }).click();
    expect((await answer).status()).toBe(403);
    expect(await container.videoJobs.find(failed.id)).toMatchObject({ status: 'CANCELLED', run: 2 });
  });
});
