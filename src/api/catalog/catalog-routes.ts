import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { catalogOf } from '#root/api/catalog/catalog.js';
import { catalogSchema } from '#root/api/catalog/schemas.js';
import { ProblemError, problems } from '#root/api/problem.js';
import { sendArtifact } from '#root/http/send-artifact.js';
import { chatLanguages } from '#root/telegram/texts.js';

const always = problems(401, 429, 503);
const tags = ['Catalog'];
// A new version may draw the designs anew.
const FOR_AN_HOUR = { 'Cache-Control': 'private, max-age=3600' };

const nameSchema = z.object({
  name: z
    .string()
    .max(300)
    .openapi({ param: { name: 'name', in: 'path' } }),
});

const show = createRoute({
  method: 'get',
  path: '/v1/catalog',
  operationId: 'getCatalog',
  summary: 'List what a greeting may choose from, and its limits',
  tags,
  responses: {
    200: { description: 'All of it', content: { 'application/json': { schema: catalogSchema } } },
    ...always,
  },
});

const picture = createRoute({
  method: 'get',
  path: '/v1/catalog/templates/{name}/picture',
  operationId: 'getTemplatePicture',
  summary: 'Show a template',
  tags,
  request: { params: nameSchema, query: z.object({ language: z.enum(chatLanguages).default('en') }) },
  responses: {
    200: { description: 'A still', content: { 'image/jpeg': { schema: {} } } },
    ...always,
    ...problems(404, 422),
  },
});

const sample = createRoute({
  method: 'get',
  path: '/v1/catalog/voices/{name}/sample',
  operationId: 'getVoiceSample',
  summary: 'Listen to a voice',
  tags,
  request: { params: nameSchema },
  responses: {
    200: { description: 'The voice introduces itself', content: { 'audio/ogg': { schema: {} } } },
    206: { description: 'The part that Range names', content: { 'audio/ogg': { schema: {} } } },
    304: { description: 'It has not changed since the ETag in If-None-Match' },
    416: { description: 'The file has no such part' },
    ...always,
    ...problems(404, 422),
  },
});

/** Creates the routes that show what a greeting may choose from. */
export function createCatalogRoutes({ config, voiceSamples, store }: ApiDeps) {
  const pictures = new Map<string, Promise<Buffer | undefined>>();

  async function pictureOf(template: string, language: (typeof chatLanguages)[number]): Promise<Buffer | undefined> {
    const { cutDesign } = await import('#root/montage/designs/cut-design.js');
    const key = `${template} ${language}`;
    const cut = pictures.get(key) ?? cutDesign(template, language);
    if ((await cut) !== undefined) pictures.set(key, cut);
    return cut;
  }

  return createRoutes()
    .openapi(show, async (context) => context.json(catalogOf(config, await voiceSamples.voices()), 200))

    .openapi(picture, async (context) => {
      const content = await pictureOf(context.req.valid('param').name, context.req.valid('query').language);
      if (content === undefined) throw new ProblemError(404, 'TEMPLATE_UNKNOWN', 'there is no such template');
      return context.body(new Uint8Array(content), 200, { ...FOR_AN_HOUR, 'Content-Type': 'image/jpeg' });
    })

    .openapi(sample, async (context) => {
      const key = await voiceSamples.keyOf(context.req.valid('param').name);
      const sent = key === undefined ? undefined : await sendArtifact(context, await store(), key, 'audio/ogg');
      if (sent === undefined) throw new ProblemError(404, 'SAMPLE_UNKNOWN', 'there is no sample of this voice');
      return sent;
    });
}
