import type { BatchBody } from '#root/api/batches/schemas.js';
import type { ApiBatch } from '#root/jobs/api-batches.js';

const PATH = '/v1/batches';

/** Returns the path of a batch. */
export function batchPathOf(id: string): string {
  return `${PATH}/${id}`;
}

/** Returns a batch as the API shows it. */
export function toBatchBody({ id, rows, counts, rejected, metadata, createdAt, finishedAt }: ApiBatch): BatchBody {
  const self = batchPathOf(id);
  const accepted = acceptedOf({ counts });
  return {
    id,
    total: rows ?? accepted,
    accepted,
    counts,
    rejected: rejected ?? [],
    metadata,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    links: {
      self,
      items: `${self}/items`,
      results: `${self}/results.csv`,
      ...(counts.COMPLETED > 0 ? { videos: `${self}/videos.zip` } : {}),
    },
  };
}

/** Returns what a batch came to, as the answer to its request. */
export function toReceipt(batch: ApiBatch) {
  const { id, total, accepted, rejected } = toBatchBody(batch);
  return { id, total, accepted, rejected };
}

function acceptedOf({ counts }: Pick<ApiBatch, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
