import type { z } from '@hono/zod-openapi';

/** Returns the description of an answer in JSON. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}
