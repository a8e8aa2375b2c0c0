import pLimit from 'p-limit';
import type { Drafts } from '#root/jobs/drafts.js';
import type { ForgetScope, Forgotten } from '#root/jobs/forgotten.js';
import type { Submitter } from '#root/queue/runs/submit.js';
import type { Store } from '#root/storage/store.js';

export interface ForgetterDeps {
  forgotten: Forgotten;
  drafts: Pick<Drafts, 'discardAll'>;
  submitter: Pick<Submitter, 'cancel' | 'cancelAll'>;
  store: () => Promise<Pick<Store, 'remove'>>;
}

const AT_ONCE = 8;
// By then no step works on a greeting that was cancelled: GREETING_DEADLINE_MS is an hour.
const LATE_MS = 24 * 3_600_000;

/** Deletes what people have given. Every method throws UnavailableError if a service is unavailable. */
export function createForgetter({ forgotten, drafts, submitter, store }: ForgetterDeps) {
  async function removeArtifacts(scope?: ForgetScope): Promise<number> {
    await forgotten.removeUploads(scope);
    const keys = await forgotten.artifactsOf(scope);
    if (keys.length === 0) return 0;
    const { remove } = await store();
    const limit = pLimit(AT_ONCE);
    await Promise.all(keys.map((key) => limit(remove, key)));
    return keys.length;
  }

  return {
    /**
     * Cancels the open greetings of a person, and deletes the names, words, files and videos of all of them. The rows stay
     * without content, and the videos in chats stay. If it is interrupted, the next call finishes it.
     */
    async forget(botId: string, personId: string): Promise<void> {
      await drafts.discardAll(botId, personId);
      await forgotten.forgetUpdates(botId, personId);
      await submitter.cancelAll(await forgotten.openOf(personId));
      await forgotten.forgetGreetings({ personId });
      await removeArtifacts({ personId });
    },

    /**
     * Cancels a greeting if it is open, and deletes its names, words, files and videos. The row stays without content, so
     * that the same request does not make it again. If it is interrupted, the next call finishes it.
     */
    async forgetOne(videoJobId: string): Promise<void> {
      await submitter.cancel(videoJobId);
      await forgotten.forgetGreetings({ videoJobId });
      await removeArtifacts({ videoJobId });
    },

    /**
     * Removes the artifacts of forgotten greetings once more, because a step may have stored one meanwhile, and what was
     * left by a call that was interrupted. Returns their number.
     * @param unusedMs age at which storage removes artifacts, in milliseconds
     */
    async finish(unusedMs: number): Promise<number> {
      const removed = await removeArtifacts();
      const now = Date.now();
      const usedBefore = new Date(now - unusedMs - LATE_MS);
      await forgotten.removeUses({ forgottenBefore: new Date(now - LATE_MS), usedBefore });
      return removed;
    },
  };
}
