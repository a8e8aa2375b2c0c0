import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { showProfile } from '#root/bot/profile.js';
import { type BotApiServer, startBotApiServer } from '../../helpers/bot-api/server.js';
import { quietLogger as logger } from '../../helpers/logger.js';
import { once } from '../../helpers/telegram-chat.js';

const TOKEN = '123:secret';
let server: BotApiServer;

beforeEach(async () => {
  server = await startBotApiServer({ token: TOKEN });
});

afterEach(() => server.stop());

const show = (admins: string[] = []) =>
  showProfile(new Api(TOKEN, { apiRoot: server.apiRoot }), { admins, logger, signal: new AbortController().signal });
const changes = () => server.ledger.calls.filter(({ method }) => method.startsWith('set')).length;

describe('the profile of the bot', () => {
  test('is in both languages, and set only where it differs', async () => {
    await show();
    const { profile } = server.ledger;
    expect(profile.get('Description ru')).toContain('Пришлите имя');
    expect(profile.get('Description any')).toContain('Send a name');
    expect(profile.get('ShortDescription ru')).toContain('Видеопоздравления');
    expect(profile.get('Commands default ru')).toContainEqual({ command: 'help', description: 'Как это работает' });
    const inGroups = profile.get('Commands all_group_chats any') as { command: string }[];
    expect(inGroups.map(({ command }) => command)).toEqual(['greet', 'cancel', 'help']);
    expect(changes()).toBe(8);

    await show();
    expect(changes()).toBe(8);
    profile.set('Description any', 'An older one');
    await show();
    expect(changes()).toBe(9);
  });

  test('has more commands in the chats of admins, as far as these have begun one', async () => {
    server.world.fault = ({ method, chatId }) =>
      method === 'setMyCommands' && chatId === '9'
        ? { status: 400, description: 'Bad Request: chat not found' }
        : undefined;
    await show(['9', '8']);
    const menu = server.ledger.profile.get('Commands chat 8 ru') as { command: string; description: string }[];
    expect(menu.map(({ command }) => command)).toEqual(expect.arrayContaining(['new', 'stats', 'drain', 'unblock']));
    expect(menu).toContainEqual({ command: 'resume', description: 'Снова принимать заказы' });
    expect(server.ledger.profile.has('Commands chat 9 ru')).toBe(false);
  });

  test('is set as far as Telegram allows', async () => {
    server.world.fault = once('setMyDescription', { status: 400, description: 'Bad Request: refused' });
    await show();
    expect([...server.ledger.profile.keys()]).toHaveLength(7);
  });

  test('is set when Telegram is available again', async () => {
    server.world.fault = once('setMyShortDescription', { status: 429, retryAfter: 1 });
    await show();
    expect([...server.ledger.profile.keys()]).toHaveLength(8);
  });
});
