import type { Hono } from 'hono';
import { createStaticFiles as createFiles } from '#root/http/static-files.js';

// Order of the parts. Each may override rules of those before it.
const STYLES = ['base', 'components', 'overview', 'list', 'greeting'];

const here = (path: string) => new URL(path, import.meta.url);

/** Serves the stylesheet, script and icon of the pages. They are read once, at start. */
export function createStaticFiles(): Hono {
  return createFiles([
    { name: 'style.css', parts: STYLES.map((part) => here(`styles/${part}.css`)) },
    { name: 'live.js', parts: [here('live.js')] },
    { name: 'icon.svg', parts: [here('icon.svg')] },
  ]);
}
