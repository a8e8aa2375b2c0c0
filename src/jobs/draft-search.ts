import type { Database } from '#root/db/client.js';
import type { Prisma, Draft as Row } from '#root/db/generated/client.js';
import { type Draft, toDraft } from '#root/jobs/draft.js';
import { FIND_FOR_MESSAGE } from '#root/jobs/draft-statements.js';

/** A chat with a bot. */
export interface DraftChat {
  botId: string;
  chatId: string;
}

/** What a message says of the draft that it belongs to. */
export interface MessageClues {
  messageId: number;
  albumId: string | null;
  /** Message that it answers. */
  answered: number | undefined;
  ownerId: string;
}

/** Drafts that a message may belong to, the latest of each kind. */
export interface Candidates {
  /** It has filled this one already. */
  filled?: Draft | undefined;
  /** This one has the rest of its album. */
  ofAlbum?: Draft | undefined;
  /** It answers the message that shows this one. */
  answered?: Draft | undefined;
  /** The person has this one open. */
  open?: Draft | undefined;
}

type Candidate = Row & Record<'hasMessage' | 'hasAlbum' | 'isCard' | 'isOpen', boolean>;

// A message that comes later begins a new draft.
const OPEN_MS = 30 * 60_000;

/** Finds drafts by what is known of them: a part of `drafts.ts`. */
export function createDraftSearch({ db }: { db: Database }) {
  async function findLatest(where: Prisma.DraftWhereInput): Promise<Draft | undefined> {
    return toDraft(await db.draft.findFirst({ where, orderBy: { updatedAt: 'desc' } }));
  }

  return {
    /** Returns the draft that takes the place of a greeting, even if it is ordered by now, or undefined. */
    findReplacing: ({ botId, chatId }: DraftChat, videoJobId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, content: { path: ['replaces'], equals: videoJobId } }),

    /** Returns the draft that a person's next message in a chat belongs to, or undefined. */
    findOpen: ({ botId, chatId }: DraftChat, ownerId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, ownerId, orderedAt: null, updatedAt: { gte: openSince() } }),

    /** Returns the drafts that a message may belong to. */
    async findForMessage({ botId, chatId }: DraftChat, clues: MessageClues): Promise<Candidates> {
      const { messageId, albumId, answered, ownerId } = clues;
      const values = [botId, chatId, messageId, albumId, answered ?? null, ownerId, openSince()];
      const rows = await db.$statement<Candidate>(FIND_FOR_MESSAGE, values);
      const first = (kind: 'hasMessage' | 'hasAlbum' | 'isCard' | 'isOpen') => toDraft(rows.find((row) => row[kind]));
      return {
        filled: first('hasMessage'),
        ofAlbum: first('hasAlbum'),
        answered: first('isCard'),
        open: first('isOpen'),
      };
    },

    /** Returns the drafts that a message has filled, the latest one of each part. */
    async findAllByMessage({ botId, chatId }: DraftChat, messageId: number): Promise<Draft[]> {
      const rows = await db.draft.findMany({
        where: { botId, chatId, content: { path: ['messages'], array_contains: [{ id: messageId }] } },
        distinct: ['part'],
        orderBy: [{ part: 'asc' }, { updatedAt: 'desc' }],
      });
      return rows.flatMap((row) => toDraft(row) ?? []);
    },

    /** Returns the draft that has files of an album, or undefined. */
    findByAlbum: ({ botId, chatId }: DraftChat, albumId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, content: { path: ['attachments'], array_contains: [{ albumId }] } }),

    /** Returns the draft that a message of the bot shows, or undefined. */
    findByCard: ({ botId, chatId }: DraftChat, cardMessageId: number): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, cardMessageId }),
  };
}

function openSince(): Date {
  return new Date(Date.now() - OPEN_MS);
}
