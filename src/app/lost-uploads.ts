import { keysIn } from '#root/greeting/keys-in.js';
import type { ApiUploads } from '#root/jobs/api-uploads.js';
import type { Store } from '#root/storage/store.js';

export interface LostUploadsDeps {
  apiUploads: Pick<ApiUploads, 'createdBefore' | 'remove'>;
  store: Pick<Store, 'has'>;
}

/**
 * Removes the uploads from before a time whose files are no longer in storage. Those that greetings use stay there longer.
 * Returns their number.
 */
export async function removeLostUploads({ apiUploads, store }: LostUploadsDeps, before: Date): Promise<number> {
  let removed = 0;
  let page = await apiUploads.createdBefore(before);
  while (page.length > 0) {
    const lost: string[] = [];
    for (const { id, files } of page) {
      const isStored = await Promise.all(keysIn(files).map((key) => store.has(key)));
      if (isStored.includes(false)) lost.push(id);
    }
    await apiUploads.remove(lost);
    removed += lost.length;
    page = await apiUploads.createdBefore(before, page.at(-1)?.id);
  }
  return removed;
}
