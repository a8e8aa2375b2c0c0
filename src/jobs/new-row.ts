import { uuidv7 } from 'uuidv7';
import { buildScript } from '#root/greeting/script.js';
import type { NewVideoJob } from '#root/jobs/video-job.js';

/** Returns the columns of a new row. The database fills in the others. */
export function newRow({
  spec,
  delivery,
  apiKeyId,
  requestHash,
  batchRow,
  metadata,
  webhookUrl,
  chatId,
  requestKey,
  messageThreadId,
  orderMessageId,
  orderedBy,
  chatLanguage,
  progressMessageId,
}: NewVideoJob) {
  return {
    // Ids of this version rise with time, so new rows lie together in the index.
    id: uuidv7(),
    spec,
    script: buildScript(spec),
    delivery: delivery ?? null,
    apiKeyId: apiKeyId ?? null,
    requestHash: requestHash ?? null,
    batchRow: batchRow ?? null,
    metadata: metadata ?? null,
    webhookUrl: webhookUrl ?? null,
    chatId: chatId ?? null,
    requestKey: requestKey ?? null,
    messageThreadId: messageThreadId ?? null,
    orderMessageId: orderMessageId ?? null,
    orderedBy: orderedBy ?? null,
    chatLanguage: chatLanguage ?? null,
    progressMessageId: progressMessageId ?? null,
    updatedAt: new Date(),
  };
}
