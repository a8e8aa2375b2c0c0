import { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import type { BotContext } from '#root/bot/context.js';
import { createHandling } from '#root/bot/handling.js';
import { DatabaseUnavailableError, UnavailableError } from '#root/errors.js';
import type { Drafts } from '#root/jobs/drafts.js';
import type { Inbox } from '#root/jobs/inbox.js';
import type { People } from '#root/jobs/people.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import { quietLogger as logger } from '../../helpers/logger.js';

const message = { message_id: 1, date: 0, chat: { id: 7, type: 'private', first_name: 'Test' }, text: 'hi' };
const from = { id: 7, is_bot: false, first_name: 'Test', language_code: 'en' };
const claim = {
  chatId: '7',
  albumId: null,
  updateIds: [1],
  contents: [{ update_id: 1, message: { ...message, from } }] as object[],
  deaths: 0,
  failures: 0,
  seconds: 0,
};

/** Returns how a claim ends if its handling throws this, and what the bot says meanwhile. */
async function handling(error: unknown, changed: Partial<typeof claim> = {}) {
  const said: unknown[] = [];
  const bot = new Bot<BotContext>('1:a', { botInfo: { id: 1, username: 'bot' } as UserFromGetMe });
  bot.api.config.use(async (_, _method, payload) => {
    said.push((payload as { text?: string }).text);
    return { ok: true, result: true as never };
  });
  bot.use(() => {
    if (error !== undefined) throw error;
  });
  const unused = { inbox: {} as Inbox, people: {} as People, drafts: {} as Drafts, videoJobs: {} as VideoJobs };
  const handle = createHandling(bot, { ...unused, logger });
  return { end: await handle({ ...claim, ...changed }), said };
}

const unavailable = new UnavailableError('STORAGE_UNAVAILABLE', 'away');

describe('an update whose handling fails', () => {
  test.each([
    ['at first', unavailable, 0, 1_000],
    ['again', new DatabaseUnavailableError('DATABASE_UNAVAILABLE', 'away'), 3, 8_000],
    ['for long', unavailable, 24, 30_000],
    [
      'because Telegram asks to wait',
      new UnavailableError('TELEGRAM_BUSY', 'wait', { retryAfterMs: 40_000 }),
      0,
      40_000,
    ],
  ])('for a reason that passes, %s, is put off in silence', async (_, error, failures, delayMs) => {
    expect(await handling(error, { failures })).toEqual({ end: { outcome: 'put_off', delayMs }, said: [] });
  });

  test('for the third time is put off, and its sender is told', async () => {
    const { end, said } = await handling(unavailable, { failures: 2 });
    expect(end).toEqual({ outcome: 'put_off', delayMs: 4_000 });
    expect(said).toEqual([expect.stringContaining('Nothing is lost')]);
  });

  test.each([
    ['too often', unavailable, 25],
    ['for a reason that stays', new Error('a bug'), 0],
  ])('%s ends, and its sender is asked to try again', async (_, error, failures) => {
    const { end, said } = await handling(error, { failures });
    expect(end).toEqual({ outcome: 'failed' });
    expect(said).toEqual([expect.stringContaining('Something went wrong')]);
  });

  test('and that is a press of a button ends, and its sender is asked to try again', async () => {
    const contents = [{ update_id: 1, callback_query: { id: '1', from, message, chat_instance: '1', data: 'x' } }];
    const { said } = await handling(new Error('a bug'), { contents });
    expect(said).toEqual([expect.stringContaining('Something went wrong')]);
  });

  test.each([
    { inline_query: { id: '1', from, query: '', offset: '' } },
    { my_chat_member: { chat: message.chat, from, date: 0 } },
    { callback_query: { id: '1', from, inline_message_id: '1', chat_instance: '1', data: 'x' } },
  ])('and that nobody in a chat waits for ends in silence: %j', async (update) => {
    const contents = [{ update_id: 1, ...update }];
    expect(await handling(new Error('a bug'), { contents })).toEqual({ end: { outcome: 'failed' }, said: [] });
  });
});

test.each([{ from: { ...from, language_code: 5 } }, { from, chat: {} }])(
  'an update of which not even the chat or the language can be read ends in silence: %j',
  async (wrong) => {
    const contents = [{ update_id: 1, message: { ...message, ...wrong } }];
    expect(await handling(new Error('a bug'), { contents })).toEqual({ end: { outcome: 'failed' }, said: [] });
  },
);

test.each([{ update_id: 1 }, { update_id: 1, message: 5 }, { update_id: 1, callback_query: { from } }])(
  'an update that the bot does not understand ends in silence: %j',
  async (content) => {
    expect(await handling(undefined, { contents: [content] })).toEqual({ end: { outcome: 'done' }, said: [] });
  },
);
