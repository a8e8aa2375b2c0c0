import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBot } from '#root/bot/bot.js';
import { runPolling } from '#root/bot/polling.js';
import { loadConfig } from '#root/config.js';
import { type Container, createContainer } from '#root/container.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
let server: BotApiServer;
let container: Container;
let stopping: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  server = await startBotApiServer({ token: TOKEN });
  const env = { ...(await freshVariables()), BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: server.apiRoot };
  container = createContainer({ config: loadConfig({ env }), logger });
  const { parseRequest, submitter, videoJobs } = container;
  const bot = createBot(TOKEN, {
    apiRoot: server.apiRoot,
    services: { logger, parseRequest, ...submitter, findOpenInChat: videoJobs.findOpenInChat },
  });
  stopping = new AbortController();
  running = runPolling(bot, { logger, signal: stopping.signal });
});

afterEach(async () => {
  stopping.abort();
  await running;
  await container.close();
  await server.stop();
});

async function answerTo(text: string, from?: { language_code?: string }): Promise<string | undefined> {
  const asked = server.say('7', text, from);
  await expect.poll(() => server.ledger.messages('7').filter(({ messageId }) => messageId > asked)).toHaveLength(1);
  return server.ledger.messages('7').at(-1)?.text;
}

describe('the bot', () => {
  test('says at /start what it does, in the language of the user', async () => {
    expect(await answerTo('/start')).toContain('видеопоздравления');
    expect(await answerTo('/start', { language_code: 'en' })).toContain('video greetings');
  });

  test('makes a greeting of "name: text", and remembers its progress message', async () => {
    expect(await answerTo('Анна: С днём рождения!')).toContain('Готовлю');
    await expect.poll(() => container.videoJobs.list({ limit: 10 })).toHaveLength(1);
    const [videoJob] = await container.videoJobs.list({ limit: 10 });
    expect(videoJob).toMatchObject({
      chatId: '7',
      progressMessageId: server.ledger.messages('7').at(-1)?.messageId,
      spec: { to: 'Анна', text: 'С днём рождения!' },
    });
  });

  test('makes one greeting of an update that comes twice, with one progress message', async () => {
    const messageId = server.say('7', 'Анна: ура');
    server.say('7', 'Анна: ура', { messageId });
    await expect.poll(() => server.ledger.calls.filter(({ method }) => method === 'deleteMessage')).toHaveLength(1);
    expect(await container.videoJobs.list({ limit: 10 })).toHaveLength(1);
    expect(server.ledger.messages('7')).toHaveLength(2);
  });

  test('cancels the newest greeting of the chat, once', async () => {
    await answerTo('Анна: ура');
    await expect.poll(() => container.videoJobs.list({ limit: 10 })).toHaveLength(1);
    expect(await answerTo('/cancel')).toContain('Отменено');
    expect(await container.videoJobs.list({ limit: 10 })).toEqual([expect.objectContaining({ status: 'CANCELLED' })]);
    expect(await answerTo('/cancel')).toContain('нечего');
  });

  test.each([
    ['привет', 'через двоеточие'],
    [': текст', 'Кого поздравляем'],
    [`${'а'.repeat(65)}: ура`, '64'],
    ['Анна:', 'Что сказать'],
    ['Анна: 🎉', 'эмодзи'],
    [`Анна: ${'а'.repeat(1_001)}`, '1000'],
  ])('answers "%s" with what to change, and makes nothing', async (text, answer) => {
    expect(await answerTo(text)).toContain(answer);
    await sleep(50);
    expect(await container.videoJobs.list({ limit: 10 })).toEqual([]);
  });
});
