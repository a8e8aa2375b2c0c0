import { type Browser, chromium, type Page } from 'playwright-core';
import { findProgram, isExecutable } from '#root/process/find-program.js';

// The first, which has no windows, takes a third of the CPU time.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Starts the machine's own Chromium, with an empty profile, without background requests, and with a microphone that beeps. */
export async function startBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const ready = ['--no-first-run', '--autoplay-policy=no-user-gesture-required', ...quiet, ...microphone];
  return chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', ...ready],
  });
}

/** Problems that no page of the board may cause. */
export interface PageProblems {
  /** Script errors, and violations of the content security policy. */
  errors: string[];
  /** Addresses of requests to other origins. */
  foreignRequests: string[];
}

/** Records the problems of a page from now on. */
export function recordProblems(page: Page, origin: string, { errors, foreignRequests }: PageProblems): void {
  page.on('pageerror', (error) => errors.push(error.message));
  // The tests check failed requests themselves.
  const isFailedRequest = (text: string) => text.startsWith('Failed to load resource');
  page.on('console', (message) => {
    if (message.type() === 'error' && !isFailedRequest(message.text())) errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) foreignRequests.push(url.href);
  });
}

/** Makes a page of the board refresh at once, as it does when the operator looks at it again. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { document, Event } = Object(globalThis);
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

async function findChromium(): Promise<string> {
  const path = await findProgram(NAMES, process.env.PATH ?? '');
  if (path !== undefined) return path;
  if (await isExecutable(MAC_CHROME)) return MAC_CHROME;
  throw new Error('Chromium is not on PATH. Run `node deploy/setup.mjs --test` to install it.');
}
