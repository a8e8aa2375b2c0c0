import { z } from '@hono/zod-openapi';
import { draftExample, greetingExample, orderExample } from '#root/api/greetings/examples.js';
import { formatNames, MAX_PHOTOS } from '#root/greeting/spec.js';
import { videoJobStatuses } from '#root/jobs/video-job.js';
import { stepNames } from '#root/queue/definitions/index.js';

export const METADATA_BYTES = 2_000;
// Telegram's own limit of a chat's @name, or the digits of an id.
const CHAT_ID = /^(-?\d{1,16}|@\w{4,32})$/;

export const metadataSchema = z
  .record(z.string(), z.unknown())
  .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= METADATA_BYTES, `may take up ${METADATA_BYTES} bytes`)
  .openapi({ type: 'object', description: 'Any JSON, given back as it is', example: { orderId: 42 } });

export const webhookUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  // Not as a pattern, whose flag would become a part of it in the description.
  .refine((url) => !/\p{C}/u.test(url), 'may have no control characters')
  .refine((url) => !hasLogin(url), 'may hold no user and no password')
  .openapi({ description: 'Notified when the greeting ends', example: 'https://shop.example/hooks/zdravitsa' });

/** Id of a batch. */
export const batchId = z.string().regex(/^[\w-]{1,20}$/, 'is no id of a batch');

const uploadId = z.uuid().openapi({ description: 'Id of an upload' });

/** Fields of an order. Its checks refuse unknown names, so the lists of them stand in one place. */
export const orderShape = {
  to: z.string().max(1_000).openapi({ description: 'Who is greeted', example: 'Anna' }),
  text: z
    .string()
    .max(10_000)
    .optional()
    .openapi({ description: 'The words to speak', example: 'Happy birthday! Be happy.' }),
  template: z.string().max(100).optional().openapi({ example: 'birthday' }),
  format: z.enum(formatNames).optional(),
  voice: z.string().max(100).optional().openapi({ example: 'en-female' }),
  sayAs: z.string().max(1_000).optional().openapi({ description: 'How the name is pronounced', example: 'А́ня' }),
  music: z.string().max(100).optional().openapi({ description: 'Name of a template, or `none`' }),
  photos: z.array(uploadId).max(MAX_PHOTOS).optional(),
  recording: uploadId.optional(),
  deliver: z
    .strictObject({
      telegram: z.strictObject({
        chatId: z.union([z.string().regex(CHAT_ID, 'is no id or @name of a chat'), z.int().transform(String)]),
      }),
    })
    .optional()
    .openapi({ description: 'By default the video is fetched' }),
  webhookUrl: webhookUrlSchema.optional(),
  metadata: metadataSchema.optional(),
};

export const orderSchema = z.strictObject(orderShape).openapi('GreetingOrder', { example: orderExample });

export type OrderBody = z.infer<typeof orderSchema>;

export const idSchema = z.object({
  id: z.uuid().openapi({ param: { name: 'id', in: 'path' }, example: greetingExample.id }),
});

export const greetingSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(videoJobStatuses),
    run: z.int(),
    step: z.enum(stepNames).nullable(),
    progress: z.number().min(0).max(1).optional().openapi({ description: 'Known while it is open' }),
    to: z.string().nullable(),
    text: z.string().nullable(),
    template: z.string().nullable(),
    format: z.enum(formatNames).nullable(),
    voice: z.string().nullable(),
    delivery: z.enum(['telegram', 'folder', 'link']),
    batchId: z.string().nullable(),
    durationMs: z.int().nullable(),
    metadata: metadataSchema.nullable().openapi({ type: ['object', 'null'] }),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    error: z.object({ code: z.string(), step: z.string().nullable(), message: z.string() }).nullable(),
    links: z.object({
      self: z.string(),
      events: z.string(),
      video: z.string().optional(),
      poster: z.string().optional(),
      subtitles: z.string().optional(),
    }),
  })
  .openapi('Greeting', { example: greetingExample });

export type GreetingBody = z.infer<typeof greetingSchema>;

/** Fields of what a valid order would become. */
export const draftShape = {
  to: z.string(),
  text: z.string(),
  template: z.string(),
  format: z.enum(formatNames),
  voice: z.string(),
  language: z.string(),
};

/** What a valid order would become, for a dry run. */
export const draftSchema = z.object(draftShape).openapi('GreetingDraft', { example: draftExample });

/** Query parameter of every list. */
export const pageLimit = z.coerce.number().int().min(1).max(100).default(20);

export const listQuerySchema = z.strictObject({
  status: z.enum(videoJobStatuses).optional(),
  batch: batchId.optional(),
  limit: pageLimit,
  cursor: z.uuid().optional().openapi({ description: '`nextCursor` of the page before' }),
});

export const pageSchema = z
  .object({ items: z.array(greetingSchema), nextCursor: z.string().nullable() })
  .openapi('GreetingPage', { example: { items: [greetingExample], nextCursor: null } });

function hasLogin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}
