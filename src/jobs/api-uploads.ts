import { z } from 'zod';
import type { Database } from '#root/db/client.js';
import type { ApiUpload as Row } from '#root/db/generated/client.js';
import { specSchema } from '#root/greeting/spec.js';

const filesSchema = specSchema.pick({ photos: true, recording: true, clip: true });

/** What an upload is: a clip has no sound. */
export const uploadKinds = ['photo', 'recording', 'clip'] as const;

/** A photo, recording or clip that a key of the HTTP API has uploaded. */
export interface ApiUpload extends Omit<Row, 'kind' | 'files'> {
  kind: (typeof uploadKinds)[number];
  /** The part of a spec that it becomes. */
  files: z.infer<typeof filesSchema>;
}

/** An upload, and how it is described. */
export type NewApiUpload = Pick<ApiUpload, 'apiKeyId' | 'kind' | 'files'> &
  Partial<Pick<ApiUpload, 'durationMs' | 'width' | 'height'>>;

export type ApiUploads = ReturnType<typeof createApiUploads>;

const PAGE = 500;

/** Keeps the uploads of the HTTP API. Every method throws UnavailableError if the database cannot be reached. */
export function createApiUploads({ db }: { db: Database }) {
  return {
    async create(upload: NewApiUpload): Promise<ApiUpload> {
      return toUpload(await db.apiUpload.create({ data: upload }));
    },

    /** Returns those of the uploads that are this key's. */
    async findOfKey(apiKeyId: string, ids: string[]): Promise<ApiUpload[]> {
      if (ids.length === 0) return [];
      return (await db.apiUpload.findMany({ where: { apiKeyId, id: { in: ids } } })).map(toUpload);
    },

    /** Returns a page of the uploads from before a time, the oldest first. @param after id of the last one before */
    async createdBefore(time: Date, after?: string): Promise<ApiUpload[]> {
      const where = { createdAt: { lt: time }, ...(after === undefined ? {} : { id: { gt: after } }) };
      return (await db.apiUpload.findMany({ where, orderBy: { id: 'asc' }, take: PAGE })).map(toUpload);
    },

    async remove(ids: string[]): Promise<void> {
      await db.apiUpload.deleteMany({ where: { id: { in: ids } } });
    },
  };
}

function toUpload({ kind, files, ...row }: Row): ApiUpload {
  return { ...row, kind: z.enum(uploadKinds).parse(kind), files: filesSchema.parse(files) };
}
