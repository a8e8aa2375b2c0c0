import { uuidv7 } from 'uuidv7';
import type { Database } from '#root/db/client.js';
import type { AuditEntry } from '#root/db/generated/client.js';
import type { VideoJob } from '#root/jobs/video-job.js';

export type { AuditEntry };

export type Audit = ReturnType<typeof createAudit>;

/** Who did what. */
export interface Deed {
  /** Name of the login, or Telegram's id of the admin: `telegram 42`. */
  who: string;
  action: string;
}

type Changed = Pick<VideoJob, 'id' | 'run'>;

/** Keeps what operators and admins did. Every method throws UnavailableError if the database cannot be reached. */
export function createAudit({ db }: { db: Database }) {
  return {
    /** Keeps an action on one greeting. */
    async recordOne(deed: Deed, { id, run }: Changed): Promise<void> {
      await db.auditEntry.create({ data: { ...deed, id: uuidv7(), videoJobId: id, run } });
    },

    /** Keeps an action on something else, e.g. `person 42`. */
    async recordAbout(deed: Deed, about: string): Promise<void> {
      await db.auditEntry.create({ data: { ...deed, id: uuidv7(), about } });
    },

    /** Keeps an action on a step. */
    async recordStep(deed: Deed, step: string): Promise<void> {
      await db.auditEntry.create({ data: { ...deed, id: uuidv7(), step } });
    },

    /** Begins to keep an action on many greetings. Returns the id of its entry. */
    async beginMany(deed: Deed): Promise<string> {
      const { id } = await db.auditEntry.create({ data: { ...deed, id: uuidv7(), count: 0 } });
      return id;
    },

    /** Keeps the next greetings of an action on many. */
    async recordMany(deed: Deed, batchId: string, changed: Changed[]): Promise<void> {
      const parts = changed.map(({ id, run }) => ({ ...deed, id: uuidv7(), batchId, videoJobId: id, run }));
      await db.auditEntry.createMany({ data: parts });
      await db.auditEntry.update({ where: { id: batchId }, data: { count: { increment: changed.length } } });
    },

    /** Returns what was done to a greeting, the latest first. */
    async ofGreeting(videoJobId: string): Promise<AuditEntry[]> {
      return db.auditEntry.findMany({ where: { videoJobId }, orderBy: { id: 'desc' }, take: 100 });
    },

    /** Returns the latest actions before that id. An action on many is one entry. */
    async latest({ olderThan, limit }: { olderThan: string | undefined; limit: number }): Promise<AuditEntry[]> {
      const before = olderThan === undefined ? {} : { id: { lt: olderThan } };
      return db.auditEntry.findMany({ where: { batchId: null, ...before }, orderBy: { id: 'desc' }, take: limit });
    },
  };
}
