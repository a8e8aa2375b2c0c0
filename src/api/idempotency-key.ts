import { z } from '@hono/zod-openapi';

// The database indexes it, and an index entry holds about 2,700 bytes.
const MAX_LENGTH = 200;

/** Header that makes a repeated request harmless. */
export const idempotencySchema = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(MAX_LENGTH)
    .regex(/^[\x21-\x7e]+$/, 'may have letters, digits and signs of ASCII only')
    .optional()
    .openapi({ description: 'The same key again returns the first greeting', example: 'order-42' }),
});
