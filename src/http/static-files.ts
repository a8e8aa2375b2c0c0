import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';
import { matchesEtag } from '#root/http/matches-etag.js';

/** One address, and the files that make up its content, in their order. */
export interface StaticFile {
  name: string;
  parts: readonly URL[];
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** Serves stylesheets, scripts, pictures and fonts. They are read once, at start, and browsers ask whether they have changed. */
export function createStaticFiles(files: readonly StaticFile[]): Hono {
  const app = new Hono();
  for (const { name, parts } of files) {
    const content = new Uint8Array(Buffer.concat(parts.map((part) => readFileSync(part))));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const headers = { 'Content-Type': types[extname(name)] ?? 'text/plain', 'Cache-Control': 'no-cache', ETag: etag };
    app.get(`/${name}`, (context) =>
      matchesEtag(context.req.header('if-none-match'), etag)
        ? context.body(null, 304, headers)
        : context.body(content, 200, headers),
    );
  }
  return app;
}
