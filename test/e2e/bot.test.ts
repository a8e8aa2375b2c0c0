import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { runScript } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
let dir: string;
let server: BotApiServer;
let variables: Record<string, string>;
let container: Container;
let bot: ReturnType<typeof startBot>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  await mkdir(join(dir, 'tmp'));
  server = await startBotApiServer({ token: TOKEN });
  variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    TMPDIR: join(dir, 'tmp'),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
  };
  container = createContainer({ config: loadConfig({ env: variables }), logger });
  bot = startBot();
});

afterEach(async () => {
  bot.kill('SIGKILL');
  await bot;
  await container.close();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Starts the bot without npm, so that the process that is killed is the bot. */
const startBot = () => runScript('bot', [], variables);

const ordered = () => container.videoJobs.list({ limit: 10 });
const workDirs = async () => (await readdir(join(dir, 'tmp'))).filter((name) => name.startsWith('zdravitsa-'));

test('a bot killed while it downloads photos loses no order, makes one greeting, and leaves no file', async () => {
  const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  let handOut = () => {};
  const handedOut = new Promise<void>((resolve) => {
    handOut = resolve;
  });
  for (const caption of ['Анна: С днём рождения!', undefined]) {
    const file_id = server.addFile(photo, handedOut);
    server.send('7', { photo: [{ file_id, width: 64, height: 64 }], media_group_id: 'a', caption });
  }
  await expect.poll(() => server.downloads.now).toBe(2);
  bot.kill('SIGKILL');
  await bot;
  expect(await workDirs()).toHaveLength(1);

  handOut();
  bot = startBot();
  await expect.poll(ordered).toHaveLength(1);
  await expect.poll(() => server.unconfirmed()).toBe(0);
  const [videoJob] = await ordered();
  expect(videoJob?.spec?.photos).toHaveLength(2);

  bot.kill('SIGTERM');
  const { exitCode } = await bot;
  expect(exitCode).toBe(0);
  expect(await workDirs()).toEqual([]);
});
