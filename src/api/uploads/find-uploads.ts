import type { ApiDeps } from '#root/api/api-deps.js';
import type { FindUploads } from '#root/api/greetings/take-order.js';
import { ProblemError } from '#root/api/problem.js';
import { keysIn } from '#root/greeting/keys-in.js';
import type { StoredFiles } from '#root/greeting/order.js';
import type { ApiUpload } from '#root/jobs/api-uploads.js';

/** Creates the function that finds the files of uploads, which stay in storage for some time more. */
export function createUploadFinder({ apiUploads, store }: Pick<ApiDeps, 'apiUploads' | 'store'>): FindUploads {
  /** Reading a file keeps it in storage. */
  async function assertStored({ files }: ApiUpload, pointer: string): Promise<void> {
    const { open } = await store();
    for (const key of keysIn(files)) {
      const file = await open(key);
      await file?.close();
      if (file === undefined)
        throw refusal(pointer, 'UPLOAD_EXPIRED', 'this file is no longer stored; upload it again');
    }
  }

  return async ({ id: apiKeyId }, { photos = [], recording }) => {
    const ids = recording === undefined ? photos : [...photos, recording];
    const found = new Map((await apiUploads.findOfKey(apiKeyId, ids)).map((upload) => [upload.id, upload]));

    async function find(id: string, pointer: string, isWanted: (upload: ApiUpload) => boolean): Promise<StoredFiles> {
      const upload = found.get(id);
      if (upload === undefined) throw refusal(pointer, 'UPLOAD_UNKNOWN', 'this key has no such upload');
      if (!isWanted(upload)) throw refusal(pointer, 'UPLOAD_KIND', `this upload is a ${upload.kind}`);
      await assertStored(upload, pointer);
      return upload.files;
    }

    const keys: string[] = [];
    for (const [index, id] of photos.entries()) {
      keys.push(...(await find(id, `/photos/${index}`, ({ kind }) => kind === 'photo')).photos);
    }
    if (recording === undefined) return { photos: keys };
    return { ...(await find(recording, '/recording', ({ kind }) => kind !== 'photo')), photos: keys };
  };
}

function refusal(pointer: string, code: string, detail: string): ProblemError {
  return new ProblemError(422, code, `${pointer}: ${detail}`, { errors: [{ pointer, code, detail }] });
}
