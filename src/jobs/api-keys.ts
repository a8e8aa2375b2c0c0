import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '#root/db/client.js';
import { Prisma, type ApiKey as Row } from '#root/db/generated/client.js';

/** What a key may do. */
export const scopes = ['greetings:read', 'greetings:write', 'webhooks', 'telegram'] as const;

export type Scope = (typeof scopes)[number];

/** A program that orders by the HTTP API, without its secret. */
export type ApiKey = Omit<Row, 'secretHash'>;

export type NewApiKey = Pick<Row, 'name' | 'rate' | 'openMax'> & { scopes: Scope[]; expiresAt?: Date | undefined };

export type ApiKeys = ReturnType<typeof createApiKeys>;

// `zdr_<id>_<secret>`: secret scanners find it by its beginning.
const TOKEN = /^zdr_([0-9a-z]{8})_([\w-]{43})$/;
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz012345';

const columns = Object.values(Prisma.ApiKeyScalarFieldEnum)
  .map((name) => `"${name}"`)
  .join(', ');

// Writes the time of the last use once a minute, so that a busy key costs no write for each request.
const USE = `
  WITH used AS (
    UPDATE "ApiKey" SET "lastUsedAt" = now()
    WHERE "id" = $1 AND "secretHash" = $2 AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '1 minute')
  )
  SELECT ${columns} FROM "ApiKey" WHERE "id" = $1`;

/** Creates, reads and revokes keys of the HTTP API. Every method throws UnavailableError if the database cannot be reached. */
export function createApiKeys({ db }: { db: Database }) {
  return {
    /** Stores a new key. Returns it, and the token that the program sends, which nobody can find out later. */
    async create({ expiresAt, ...key }: NewApiKey): Promise<{ apiKey: ApiKey; token: string }> {
      const id = Array.from(randomBytes(8), (byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('');
      const secret = randomBytes(32).toString('base64url');
      const data = { ...key, id, secretHash: hashOf(secret), expiresAt: expiresAt ?? null };
      const row = await db.apiKey.create({ data });
      return { apiKey: withoutHash(row), token: `zdr_${id}_${secret}` };
    },

    /** Returns all keys, the newest first. */
    async list(): Promise<ApiKey[]> {
      return (await db.apiKey.findMany({ orderBy: { createdAt: 'desc' } })).map(withoutHash);
    },

    /** Ends a key. Returns it, or undefined if the id is unknown. A second time changes nothing. */
    async revoke(id: string): Promise<ApiKey | undefined> {
      await db.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
      const row = await db.apiKey.findUnique({ where: { id } });
      return row === null ? undefined : withoutHash(row);
    },

    /** Returns the key of a token, or undefined if there is none, or if it has expired or was revoked. */
    async authenticate(token: string): Promise<ApiKey | undefined> {
      const [, id, secret] = TOKEN.exec(token) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const hash = hashOf(secret);
      const [row] = await db.$statement<Row>(USE, [id, hash]);
      if (row === undefined || !timingSafeEqual(Buffer.from(row.secretHash), Buffer.from(hash))) return undefined;
      const isOver = row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now());
      return isOver ? undefined : withoutHash(row);
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function withoutHash({ secretHash: _, ...key }: Row): ApiKey {
  return key;
}
