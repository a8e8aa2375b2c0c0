import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { type BotApiServer, type Fault, startBotApiServer } from '../helpers/bot-api/server.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { runScript, waitForLog } from '../helpers/processes.js';
import { openClient, releaseDatabase } from '../helpers/released-databases.js';
import { freshVariables } from '../helpers/services.js';
import { tone } from '../helpers/wav.js';

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
});

afterEach(async () => {
  bot.kill('SIGTERM');
  await bot;
  await container.close();
  releaseDatabase(variables.DATABASE_URL ?? '');
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Starts the bot without npm, so that the process that is killed is the bot. */
const startBot = () => runScript('bot', [], variables);

const ordered = () => container.videoJobs.list({ limit: 10 });
const workDirs = async () => (await readdir(join(dir, 'tmp'))).filter((name) => name.startsWith('zdravitsa-'));

const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();

function held(): { handedOut: Promise<void>; handOut: () => void } {
  let handOut = () => {};
  const handedOut = new Promise<void>((resolve) => {
    handOut = resolve;
  });
  return { handedOut, handOut };
}

async function kill(): Promise<void> {
  bot.kill('SIGKILL');
  await bot;
}

test('a bot killed while it downloads photos loses no order, makes one greeting, and leaves no file', async () => {
  bot = startBot();
  const { handedOut, handOut } = held();
  for (const caption of ['Анна: С днём рождения!', undefined]) {
    const file_id = server.addFile(photo, handedOut);
    server.send('7', { photo: [{ file_id, width: 64, height: 64 }], media_group_id: 'a', caption });
  }
  await expect.poll(() => server.downloads.now).toBe(2);
  await kill();
  expect(await workDirs()).toHaveLength(1);

  handOut();
  bot = startBot();
  await expect.poll(ordered).toHaveLength(1);
  const [videoJob] = await ordered();
  expect(videoJob?.spec?.photos).toHaveLength(2);

  bot.kill('SIGTERM');
  const { exitCode } = await bot;
  expect(exitCode).toBe(0);
  expect(await workDirs()).toEqual([]);
});

test('an album that kills the bot three times is given up, and the orders beside it are made', async () => {
  bot = startBot();
  const { handedOut, handOut } = held();
  const sendPhoto = (chatId: string, fields: object, until?: Promise<void>) =>
    server.send(chatId, { photo: [{ file_id: server.addFile(photo, until), width: 64, height: 64 }], ...fields });
  const textsIn = (chatId: string) => server.ledger.messages(chatId).flatMap(({ text }) => text ?? []);

  for (const caption of ['Анна: ура', undefined]) {
    sendPhoto('7', { media_group_id: 'a', caption }, new Promise(() => {}));
  }
  sendPhoto('8', { caption: 'Пётр: ура' }, handedOut);
  await expect.poll(() => server.downloads.now).toBe(3);
  await kill();
  handOut();
  // As if it had been killed once more.
  const database = await openClient(variables.DATABASE_URL ?? '');
  await database.query(`UPDATE "InboxUpdate" SET "deaths" = 1 WHERE "chatId" = '7'`);
  await database.end();
  bot = startBot();
  await expect.poll(() => server.downloads.now).toBe(2);
  server.say('9', 'Олег: ура');
  await kill();
  expect(await ordered()).toEqual([expect.objectContaining({ chatId: '8' })]);

  bot = startBot();
  await waitForLog(bot, { level: 'error', message: 'update killed the bot each time, given up', updateIds: [1, 2] });
  await expect.poll(async () => (await ordered()).map(({ chatId }) => chatId)).toEqual(['9', '8']);
  expect(textsIn('7')).toEqual(['😔 Не получилось обработать этот файл. Пришлите, пожалуйста, другой.']);
});

test('a bot killed at any call loses no order and doubles none', async () => {
  bot = startBot();
  // The call that comes after the updates were stored, and calls that are made for an order. A number counts the calls.
  // The first test kills the bot while it downloads a file.
  const points: [string, Fault, number][] = [
    ['getUpdates', 'drop-before', 2],
    ['sendMessage', 'drop-before', 1],
    ['sendMessage', 'drop-after', 1],
  ];
  for (const [index, [method, fault, after]] of points.entries()) {
    let calls = 0;
    const killed = new Promise<void>((resolve) => {
      server.world.fault = (call) => {
        if (call.method !== method || ++calls !== after) return undefined;
        bot.kill('SIGKILL');
        resolve();
        return fault;
      };
    });
    const chatId = String(index + 10);
    const voice = { file_id: server.addFile(tone()) };
    server.send(chatId, { voice, caption: 'Анна: ура' });
    await killed;
    await bot;
    bot = startBot();
    await expect
      .poll(async () => (await ordered()).filter((videoJob) => videoJob.statusId !== null))
      .toHaveLength(index + 1);
    // A send has no idempotency key: docs/decisions/0004-edit-not-send.md.
    const sent = method === 'sendMessage' && fault === 'drop-after' ? 2 : 1;
    await expect.poll(() => server.ledger.messages(chatId)).toHaveLength(1 + sent);
  }
  expect(await ordered()).toHaveLength(points.length);
});

test('bots that share a webhook go on when one of them is killed while it handles an order', async () => {
  const ports = [await freePort(), await freePort()];
  const webhook = { BOT_SOURCE: 'webhook', BOT_WEBHOOK_URL: `http://127.0.0.1:${ports[0]}` };
  const start = (port: number | undefined) =>
    runScript('bot', [], { ...variables, ...webhook, BOT_WEBHOOK_PORT: String(port) });
  const { handedOut, handOut } = held();
  const [first, other] = [start(ports[0]), start(ports[1])];
  bot = first;
  await Promise.all([first, other].map((running) => waitForLog(running, { message: 'webhook set' })));

  const voice = { file_id: server.addFile(tone(), handedOut) };
  server.send('7', { voice, caption: 'Анна: ура' });
  await expect.poll(() => server.downloads.now).toBe(1);
  await expect.poll(() => server.unconfirmed()).toBe(0);
  await kill();
  await expect.poll(() => server.ledger.calls.filter(({ method }) => method === 'getFile')).toHaveLength(2);
  handOut();
  await expect.poll(ordered).toEqual([expect.objectContaining({ chatId: '7' })]);
  bot = other;
});
