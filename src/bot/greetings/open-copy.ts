import type { BotContext } from '#root/bot/context.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { copyOf } from '#root/bot/greetings/copy-of.js';
import type { Draft, DraftAttachment, DraftContent } from '#root/jobs/draft.js';
import { specOf, type VideoJob } from '#root/jobs/video-job.js';
import type { Store } from '#root/storage/store.js';

/** Opens a draft for a copy of a greeting. If the person has one of it open, that one begins anew. */
export function openCopy(context: BotContext, videoJob: VideoJob, content: Partial<DraftContent>): Promise<Draft> {
  const { services, language, from } = context;
  return services.drafts.createCopy({
    ...draftChat(context),
    ownerId: String(from?.id),
    messageThreadId: videoJob.messageThreadId,
    orderMessageId: null,
    sourceId: videoJob.id,
    language,
    content,
  });
}

/** Returns the copy of a greeting, without the files that storage no longer has. It then says so. */
export async function copyKept({ services }: BotContext, videoJob: VideoJob): Promise<Partial<DraftContent>> {
  const copy = copyOf(specOf(videoJob));
  const { attachments = [] } = copy;
  if (attachments.length === 0) return copy;
  const store = await services.store();
  const isKept = await Promise.all(attachments.map((file) => isStored(file, store)));
  if (isKept.every(Boolean)) return copy;
  return { ...copy, attachments: attachments.filter((_, index) => isKept[index]), problem: 'MEDIA_EXPIRED' };
}

async function isStored(file: DraftAttachment, store: Pick<Store, 'has'>): Promise<boolean> {
  if (!('stored' in file)) return true;
  const { photos, recording, clip } = file.stored;
  const keys = [...photos, recording?.soundKey, recording?.clipKey, clip?.key].filter((key) => key !== undefined);
  const found = await Promise.all(keys.map((key) => store.has(key)));
  return found.every(Boolean);
}
