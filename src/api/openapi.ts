import type { OpenAPIHono } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import type { ApiEnv } from '#root/api/api-env.js';

const info = {
  openapi: '3.1.0',
  info: {
    title: 'Zdravitsa',
    version: '1',
    description:
      'Personalised video greetings: a name, an occasion and a few words become a video. The guide is docs/api.md.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'This installation' }],
  security: [{ key: [] }],
  tags: [
    { name: 'Greetings', description: 'One video for one person' },
    { name: 'Files', description: 'What a greeting has become' },
    { name: 'Batches', description: 'Many greetings ordered together' },
    { name: 'Uploads', description: 'Photos, recordings and clips of your own' },
    { name: 'Webhooks', description: 'Notifications about ends, signed as Standard Webhooks say' },
    { name: 'Catalog', description: 'What a greeting may choose from, and what a key may do' },
  ],
};

/** Serves the description of all routes of the app, in OpenAPI 3.1, to everybody. */
export function describeApi(app: OpenAPIHono<ApiEnv>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'zdr_…',
    description: 'A key that `npm run api-key -- create` has made',
  });
  // Made by the first request, when all routes are there.
  let document: object | undefined;
  app.get('/v1/openapi.json', etag(), (context) => {
    document ??= app.getOpenAPI31Document(info);
    return context.json(document, 200, { 'Cache-Control': 'no-cache' });
  });
}
