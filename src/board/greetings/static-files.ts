import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';

// Order of the parts. Each may override rules of those before it.
const STYLES = ['base', 'components', 'overview', 'list', 'greeting'];

const files = [
  { name: 'style.css', type: 'text/css; charset=utf-8', parts: STYLES.map((part) => `styles/${part}.css`) },
  { name: 'live.js', type: 'text/javascript; charset=utf-8', parts: ['live.js'] },
  { name: 'icon.svg', type: 'image/svg+xml', parts: ['icon.svg'] },
];

/** Serves the stylesheet, script and icon of the pages. They are read once, at start. */
export async function createStaticFiles(): Promise<Hono> {
  const app = new Hono();
  for (const { name, type, parts } of files) {
    const contents = await Promise.all(parts.map((part) => readFile(new URL(part, import.meta.url), 'utf8')));
    const headers = { 'Content-Type': type, 'Cache-Control': 'max-age=60' };
    app.get(`/${name}`, (context) => context.body(contents.join(''), 200, headers));
  }
  return app;
}
