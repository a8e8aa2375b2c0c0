import { createRoute } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { orderSchema } from '#root/api/greetings/schemas.js';
import { createOrderTaker, type FindUploads } from '#root/api/greetings/take-order.js';
import { createPreviewer } from '#root/api/previews/draw-preview.js';
import { problems } from '#root/api/problem.js';

const preview = createRoute({
  method: 'post',
  path: '/v1/previews',
  operationId: 'drawPreview',
  summary: 'Draw the title and the first line of a greeting',
  description: 'Takes the body of an order, and orders nothing.',
  tags: ['Greetings'],
  middleware: requireScope('greetings:write'),
  request: { body: { required: true, content: { 'application/json': { schema: orderSchema } } } },
  responses: {
    200: { description: 'The picture', content: { 'image/jpeg': { schema: {} } } },
    ...problems(400, 401, 403, 413, 415, 422, 429, 503),
  },
});

/** Creates the route that draws previews. */
export function createPreviewRoutes(deps: ApiDeps, findUploads: FindUploads) {
  const { check } = createOrderTaker(deps, findUploads);
  const draw = createPreviewer(deps);
  return createRoutes().openapi(preview, async (context) => {
    const checked = await check({ apiKey: context.var.apiKey, body: context.req.valid('json') });
    const picture = await draw(checked, context.req.raw.signal);
    return context.body(new Uint8Array(picture), 200, { 'Content-Type': 'image/jpeg' });
  });
}
