import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import swaggerPath from 'swagger-ui-dist/absolute-path.js';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zdravitsa API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const files = [
  { name: 'start.js', type: 'text/javascript; charset=utf-8', path: new URL('start.js', import.meta.url) },
  ...[
    { name: 'swagger-ui.css', type: 'text/css; charset=utf-8' },
    { name: 'swagger-ui-bundle.js', type: 'text/javascript; charset=utf-8' },
    { name: 'favicon-32x32.png', type: 'image/png' },
  ].map((file) => ({ ...file, path: join(swaggerPath(), file.name) })),
];

/** Serves Swagger UI at /docs, with the description of the API. Nothing of it comes from another host. */
export function createDocsRoutes(): Hono {
  const app = new Hono().basePath('/docs');
  app.use(etag());
  app.get('/', (context) => context.html(PAGE, 200, { 'Cache-Control': 'no-cache' }));
  for (const { name, type, path } of files) {
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-cache' };
    app.get(`/${name}`, async (context) => context.body(await readFile(path), 200, headers));
  }
  return app;
}
