import { ProblemError } from '#root/api/problem.js';
import type { ApiBatch } from '#root/jobs/api-batches.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import type { Batches } from '#root/jobs/batches.js';

/** Returns a batch of the key. Throws ProblemError 404, for the batch of another key too. */
export async function findBatch(
  batches: Pick<Batches, 'findOfKey'>,
  { id: apiKeyId }: Pick<ApiKey, 'id'>,
  id: string,
): Promise<ApiBatch> {
  const batch = await batches.findOfKey(apiKeyId, id);
  if (batch === undefined) throw new ProblemError(404, 'BATCH_UNKNOWN', 'there is no such batch');
  return batch;
}
