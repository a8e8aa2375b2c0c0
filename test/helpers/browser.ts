import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Starts the machine's own Chromium, with an empty profile, and nothing that it would ask of the network by itself. */
export function startBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--autoplay-policy=no-user-gesture-required', ...quiet],
  });
}

/** What pages did that none should. */
export interface Misdeeds {
  /** Errors of scripts, and what the pages' own policy forbids. */
  complaints: string[];
  /** What they asked for elsewhere. */
  strangers: string[];
}

/** Notes what the page does from now on that none of this origin should. */
export function watch(page: Page, origin: string, { complaints, strangers }: Misdeeds): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  // What was answered with 404 or 409, or not at all, the tests themselves look at.
  const isComplaint = (text: string) => !text.startsWith('Failed to load resource');
  page.on('console', (message) => {
    if (message.type() === 'error' && isComplaint(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin: asked, href } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) strangers.push(href);
  });
}

function findChromium(): string {
  const dirs = (process.env.PATH ?? '').split(delimiter);
  const paths = [...dirs.flatMap((dir) => NAMES.map((name) => join(dir, name))), MAC_CHROME];
  const found = paths.find(isExecutable);
  if (found === undefined) throw new Error('There is no Chromium on PATH: node deploy/setup.mjs --test installs it');
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
