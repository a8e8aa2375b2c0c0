import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { problems } from '#root/api/problem.js';

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    rate: z.int().openapi({ description: 'Requests a minute' }),
    openMax: z.int().openapi({ description: 'Greetings that may be open at the same time' }),
    open: z.int().openapi({ description: 'Greetings that are open now' }),
    expiresAt: z.iso.datetime().nullable(),
  })
  .openapi('Key');

const show = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'getKey',
  summary: 'Show the key of the request',
  tags: ['Catalog'],
  responses: {
    200: { description: 'The key', content: { 'application/json': { schema: keySchema } } },
    ...problems(401, 429, 503),
  },
});

/** Creates the route that shows a program its key. */
export function createKeyRoutes({ videoJobs }: ApiDeps) {
  return createRoutes().openapi(show, async (context) => {
    const { id, name, scopes, rate, openMax, expiresAt } = context.var.apiKey;
    const { open } = await videoJobs.usageOf({ owner: 'apiKeyId', id });
    return context.json({ id, name, scopes, rate, openMax, open, expiresAt: expiresAt?.toISOString() ?? null }, 200);
  });
}
