import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Container, createContainer } from '#root/app/container.js';
import { type Board, startBoard } from '#root/board/server.js';
import { loadConfig } from '#root/config.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from './logger.js';
import { releaseDatabase } from './released-databases.js';
import { freshVariables } from './services.js';

export interface TestBoard extends Board {
  container: Container;
  /** Stores a file of this content under the key. */
  put(key: string, content: string | Buffer): Promise<void>;
  /** Creates a greeting that failed in montage, and returns its id. */
  createFailed(): Promise<string>;
}

export const login = { BOARD_USER: 'operator', BOARD_PASSWORD: 'correct horse' };

/** Returns the Authorization header for a login. */
export function basicAuthorization({ BOARD_USER: user, BOARD_PASSWORD: password }: typeof login): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Starts a board with its own database, queues and store. */
export async function startTestBoard(variables: Record<string, string> = {}): Promise<TestBoard> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const fresh = await freshVariables();
  const config = loadConfig({ env: { ...fresh, STORAGE_DIR: join(dir, 'storage'), ...variables } });
  const container = createContainer({ config, logger });
  const removeAll = async () => {
    await container.close();
    releaseDatabase(fresh.DATABASE_URL ?? '');
    await rm(dir, { recursive: true, force: true });
  };
  const board = await startBoard(container, 0).catch(async (error: unknown) => {
    await removeAll();
    throw error;
  });
  return {
    container,
    url: board.url,
    async put(key, content) {
      await writeFile(join(dir, 'content'), content);
      await (await container.store()).put(key, join(dir, 'content'));
    },
    async createFailed() {
      const { videoJob } = await container.videoJobs.create({ spec });
      const failure = { step: 'montage', code: 'FFMPEG_FAILED', message: 'it <b>broke</b> & ended' };
      await container.videoJobs.finish({ videoJobId: videoJob.id, run: 1 }, { status: 'FAILED', failure });
      return videoJob.id;
    },
    async close() {
      await board.close();
      await removeAll();
    },
  };
}

/** Returns the ids of the greetings that a page links to, in order. */
export function shownIds(page: string): string[] {
  return Array.from(page.matchAll(/<a href="\/greetings\/([0-9a-f-]{36})">/g), ([, id]) => id ?? '');
}
