import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { problems } from '#root/api/problem.js';
import { createUploadTaker } from '#root/api/uploads/take-upload.js';
import { uploadKinds } from '#root/jobs/api-uploads.js';

const uploadSchema = z
  .object({
    id: z.uuid().openapi({ description: 'For `photos` or `recording` of a greeting' }),
    kind: z.enum(uploadKinds).openapi({ description: 'A clip has no sound: a voice speaks over it' }),
    durationMs: z.int().optional(),
    width: z.int().optional(),
    height: z.int().optional(),
  })
  .openapi('Upload');

const upload = createRoute({
  method: 'post',
  path: '/v1/uploads',
  operationId: 'createUpload',
  summary: 'Upload a photo, a recording or a clip',
  description:
    'The body is the file itself, up to 20 MB. Its content says what it is. It is stored until no greeting has used it for some days.',
  tags: ['Uploads'],
  middleware: requireScope('greetings:write'),
  request: {
    body: {
      required: true,
      content: {
        'application/octet-stream': {
          schema: z.string().openapi({ format: 'binary', example: 'the bytes of a JPEG' }),
        },
      },
    },
  },
  responses: {
    201: { description: 'It can be used', content: { 'application/json': { schema: uploadSchema } } },
    ...problems(400, 401, 403, 413, 415, 422, 429, 503),
  },
});

/** Creates the route that takes in files. */
export function createUploadRoutes(deps: ApiDeps) {
  const takeUpload = createUploadTaker(deps);
  return createRoutes().openapi(upload, async (context) => {
    const { apiKey } = context.var;
    const { id, kind, durationMs, width, height } = await takeUpload(apiKey, context.req.raw);
    deps.logger.info('file uploaded', { apiKeyId: apiKey.id, uploadId: id, kind });
    const known = Object.entries({ durationMs, width, height }).filter(([, value]) => value !== null);
    return context.json({ id, kind, ...Object.fromEntries(known) }, 201);
  });
}
