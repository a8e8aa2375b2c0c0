import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Container, createContainer } from '#root/app/container.js';
import { createBot } from '#root/bot/bot.js';
import { runPolling } from '#root/bot/polling.js';
import { loadConfig } from '#root/config.js';
import { type BotApiServer, startBotApiServer } from './bot-api/server.js';
import { quietLogger as logger } from './logger.js';
import { freshVariables } from './services.js';

export const TOKEN = '123:secret';

export interface BotRig {
  server: BotApiServer;
  container: Container;
  /** Directory of its files. */
  dir: string;
  variables: Record<string, string>;
  /** Starts a bot. Returns a function that stops it and throws the error that ended it, if any. */
  startBot(options?: { apiRoot?: string; graceMs?: number }): () => Promise<void>;
  stop(): Promise<void>;
}

/** Sets up a Bot API server and everything else a bot needs, with its own database and prefix. */
export async function createBotRig(given: Record<string, string> = {}): Promise<BotRig> {
  const server = await startBotApiServer({ token: TOKEN });
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const variables = {
    ...(await freshVariables()),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
    STORAGE_DIR: join(dir, 'storage'),
    ...given,
  };
  const config = loadConfig({ env: { ...variables, PATH: process.env.PATH } });
  const container = createContainer({ config, logger });
  const running = new Set<() => Promise<void>>();

  return {
    server,
    container,
    dir,
    variables,
    startBot({ apiRoot = server.apiRoot, graceMs = 10_000 } = {}) {
      const stopping = new AbortController();
      const bot = createBot(TOKEN, { apiRoot, services: container });
      const polling = runPolling(bot, { logger, attempts: container.updateAttempts, signal: stopping.signal, graceMs });
      polling.catch(() => {});
      const stop = () => {
        running.delete(stop);
        stopping.abort();
        return polling;
      };
      running.add(stop);
      return stop;
    },
    async stop() {
      for (const stopBot of running) await stopBot();
      await container.close();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
