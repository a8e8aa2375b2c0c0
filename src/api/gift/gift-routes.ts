import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { findGreeting } from '#root/api/greetings/find-greeting.js';
import { idSchema } from '#root/api/greetings/schemas.js';
import { ProblemError, problems } from '#root/api/problem.js';
import { publicUrl } from '#root/api/public-url.js';
import { giftPath } from '#root/http/gift-path.js';

const giftSchema = z
  .object({
    url: z.url().openapi({ description: 'The page, for whoever knows this address' }),
    token: z.string().openapi({ example: 'pZ0w2Qk1T7eXx3mYb9fLhA' }),
  })
  .openapi('Gift');

const write = { middleware: requireScope('greetings:write'), tags: ['Greetings'], request: { params: idSchema } };
const always = problems(401, 403, 404, 422, 429, 503);

const create = createRoute({
  ...write,
  method: 'post',
  path: '/v1/greetings/{id}/gift',
  operationId: 'createGift',
  summary: 'Make a page that shows the video without a key',
  responses: {
    201: {
      description: 'The page. It stays the same until it is revoked',
      content: { 'application/json': { schema: giftSchema } },
    },
    ...always,
    ...problems(409, 410),
  },
});

const revoke = createRoute({
  ...write,
  method: 'delete',
  path: '/v1/greetings/{id}/gift',
  operationId: 'closeGift',
  summary: 'Close the page',
  responses: { 204: { description: 'Its address says that the greeting is gone' }, ...always },
});

/** Creates the routes that make and close the page of a greeting. */
export function createGiftRoutes({ videoJobs, gifts, store, config, logger }: ApiDeps) {
  return createRoutes()
    .openapi(create, async (context) => {
      const { apiKey } = context.var;
      const { id, status, videoKey } = await findGreeting(videoJobs, apiKey, context.req.valid('param').id);
      if (status !== 'COMPLETED' || videoKey === null) {
        throw new ProblemError(409, 'NOT_READY', 'the greeting has no video yet');
      }
      if (!(await (await store()).has(videoKey))) {
        throw new ProblemError(410, 'ARTIFACT_EXPIRED', 'the video is no longer in storage; a retry makes it again');
      }
      const { token } = await gifts.create(id);
      logger.info('page of a greeting made', { apiKeyId: apiKey.id, videoJobId: id });
      return context.json({ url: `${publicUrl(context, config)}${giftPath(token)}`, token }, 201);
    })

    .openapi(revoke, async (context) => {
      const { id } = await findGreeting(videoJobs, context.var.apiKey, context.req.valid('param').id);
      await gifts.revoke(id);
      return context.body(null, 204);
    });
}
