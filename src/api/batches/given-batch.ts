import type { z } from '@hono/zod-openapi';
import type { givenBatchSchema } from '#root/api/batches/schemas.js';
import type { Fault } from '#root/api/problem.js';

/** A row as it was given: an item that is still to be checked, or what makes it unreadable. */
export type GivenRow = { item: unknown } | { fault: Fault };

/** A batch as it was given. */
export interface GivenBatch extends Omit<z.infer<typeof givenBatchSchema>, 'items'> {
  rows: readonly GivenRow[];
}
