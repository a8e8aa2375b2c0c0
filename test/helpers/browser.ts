import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

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
