import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Container, createContainer } from '#root/app/container.js';
import { runBot } from '#root/bot/run-bot.js';
import { loadConfig } from '#root/config.js';
import type { ChatLimits } from '#root/telegram/chat-limits.js';
import { type BotApiServer, startBotApiServer } from './bot-api/server.js';
import { quietLogger } from './logger.js';
import { releaseDatabase } from './released-databases.js';
import { freshVariables } from './services.js';

export const TOKEN = '123:secret';
// A person who types as fast as a test would wait for Telegram most of the time.
const unlimited: ChatLimits = { wait: async () => 0, spare: async () => 0, block: async () => {} };

export interface BotRig {
  server: BotApiServer;
  container: Container;
  /** Directory of its files. */
  dir: string;
  variables: Record<string, string>;
  /** Starts a bot. Returns a function that stops it and throws the error that ended it, if any. */
  startBot(options?: BotStart): () => Promise<void>;
  /** Number of updates that the bots have not handled yet. */
  pending(): Promise<number>;
  /** Runs a statement in its database. */
  query(statement: string): Promise<{ rows: unknown[]; rowCount: number | null }>;
  stop(): Promise<void>;
}

export interface BotStart {
  apiRoot?: string;
  token?: string;
  graceMs?: number;
  /** Variables that differ from those of the rig. */
  changed?: Record<string, string>;
}

/** Sets up a Bot API server and everything else a bot needs, with its own database and prefix. */
export async function createBotRig(given: Record<string, string> = {}, logger = quietLogger): Promise<BotRig> {
  const server = await startBotApiServer({ token: TOKEN });
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const fresh = await freshVariables();
  const variables: Record<string, string> = {
    ...fresh,
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
    STORAGE_DIR: join(dir, 'storage'),
    ...given,
  };
  const config = loadConfig({ env: { ...variables, PATH: process.env.PATH } });
  const container = createContainer({ config, logger });
  const database = new pg.Pool({ connectionString: variables.DATABASE_URL, max: 1 });
  const running = new Set<() => Promise<void>>();

  return {
    server,
    container,
    dir,
    variables,
    startBot({ apiRoot = server.apiRoot, token = TOKEN, graceMs = 10_000, changed = {} } = {}) {
      const stopping = new AbortController();
      const config = loadConfig({ env: { ...variables, TELEGRAM_API_ROOT: apiRoot, ...changed } });
      const ended = runBot(
        { ...container, config, chatLimits: async () => unlimited },
        { token, signal: stopping.signal, graceMs },
      );
      ended.catch(() => {});
      const stop = () => {
        running.delete(stop);
        stopping.abort();
        return ended;
      };
      running.add(stop);
      return stop;
    },
    async pending() {
      // In this order: an update is stored before it is confirmed.
      const unconfirmed = server.unconfirmed();
      const { rowCount } = await database.query('SELECT FROM "InboxUpdate" WHERE "doneAt" IS NULL');
      return unconfirmed + (rowCount ?? 0);
    },
    query: (statement) => database.query(statement),
    async stop() {
      for (const stopBot of running) await stopBot();
      await container.close();
      await database.end();
      releaseDatabase(fresh.DATABASE_URL ?? '');
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
