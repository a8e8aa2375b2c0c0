import { z } from '@hono/zod-openapi';
import { defaultsSchema, itemSchema } from '#root/api/batches/schemas.js';
import { idSchema, orderSchema } from '#root/api/greetings/schemas.js';
import { idempotencySchema } from '#root/api/idempotency-key.js';

/** A request to a route of the API. */
export interface ToolRequest {
  method: 'GET' | 'POST';
  path: string;
  /** Sent as JSON. */
  body?: object;
  headers?: Record<string, string>;
}

interface Tool<Input extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  isReadOnly: boolean;
  request: (input: z.output<Input>) => ToolRequest;
}

/** Hides the type of the input, so that different tools fit into one list. */
function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool<z.ZodObject> {
  return tool as unknown as Tool<z.ZodObject>;
}

const idempotencyKey = idempotencySchema.shape['idempotency-key'].describe(
  'Makes a repeated call harmless: the same key with the same content returns what the first call made',
);

/** What is for programs: a tool has no address to notify. Files come by POST /v1/uploads. */
const toLeaveOut = { webhookUrl: true } as const;
const contentSchema = orderSchema.omit(toLeaveOut);

const keyHeader = (key: string | undefined) => (key === undefined ? {} : { 'Idempotency-Key': key });

/** What an assistant can do. Each tool is one request to a route, so the same checks and limits hold. */
export const tools = [
  defineTool({
    name: 'list_catalog',
    title: 'List templates, voices and formats',
    description:
      'Lists the designs (templates) with the occasions they suit, the voices by language, the formats and the limits. ' +
      'Call it before the others to learn which names exist.',
    input: z.object({}),
    isReadOnly: true,
    request: () => ({ method: 'GET', path: '/v1/catalog' }),
  }),
  defineTool({
    name: 'preview_greeting',
    title: 'Preview a greeting as a picture',
    description: 'Returns a picture of the title and the first line of a greeting. Nothing is ordered.',
    input: contentSchema,
    isReadOnly: true,
    request: (body) => ({ method: 'POST', path: '/v1/previews', body }),
  }),
  defineTool({
    name: 'create_greeting',
    title: 'Order a video greeting',
    description:
      'Orders a personal video greeting: name, words, design, voice. Returns at once; get_greeting tells when it is ready, ' +
      'usually within a minute. Only the name is required.',
    input: contentSchema.extend({ idempotencyKey }),
    isReadOnly: false,
    request: ({ idempotencyKey: key, ...body }) => ({
      method: 'POST',
      path: '/v1/greetings',
      body,
      headers: keyHeader(key),
    }),
  }),
  defineTool({
    name: 'get_greeting',
    title: 'Look at a greeting',
    description:
      'Returns the status, the progress from 0 to 1 and the links of a greeting. COMPLETED means that links.video is ready. ' +
      'The links are paths on this server and need the same key. If it FAILED, error says why.',
    input: idSchema,
    isReadOnly: true,
    request: ({ id }) => ({ method: 'GET', path: `/v1/greetings/${id}` }),
  }),
  defineTool({
    name: 'cancel_greeting',
    title: 'Cancel a greeting',
    description: 'Stops a greeting that has not ended yet.',
    input: idSchema,
    isReadOnly: false,
    request: ({ id }) => ({ method: 'POST', path: `/v1/greetings/${id}/cancel` }),
  }),
  defineTool({
    name: 'create_batch',
    title: 'Order greetings for many people',
    description:
      'Orders a greeting for each item. An item has at least the name (to); what it lacks comes from defaults. ' +
      'Texts may contain {{to}} for the name, {{to:dative}} for a Russian name in this case (or genitive, accusative, ' +
      'instrumental, prepositional), and {{city}} for what an item has as city among its values. ' +
      'Items that cannot be made are reported and do not hold up the others.',
    input: z.object({
      defaults: defaultsSchema.omit(toLeaveOut).optional(),
      items: z.array(itemSchema.omit(toLeaveOut)).min(1),
      idempotencyKey,
    }),
    isReadOnly: false,
    request: ({ idempotencyKey: key, ...body }) => ({
      method: 'POST',
      path: '/v1/batches',
      body,
      headers: keyHeader(key),
    }),
  }),
  defineTool({
    name: 'get_batch',
    title: 'Look at a batch',
    description: 'Returns how many greetings of a batch have which status.',
    input: z.object({ id: z.string().regex(/^[\w-]+$/) }),
    isReadOnly: true,
    request: ({ id }) => ({ method: 'GET', path: `/v1/batches/${id}` }),
  }),
] as const;
