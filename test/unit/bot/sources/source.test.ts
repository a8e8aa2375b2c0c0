import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { toNewUpdate } from '#root/bot/sources/source.js';

const from = { id: 7, is_bot: false, first_name: 'Test' };

test('an inline query does not wait for what its person does in the chat with the bot', () => {
  const message = { message_id: 1, date: 0, chat: { id: 7, type: 'private', first_name: 'Test' }, from, text: 'hi' };
  const inline_query = { id: '1', from, query: '', offset: '' };
  const chatOf = (content: object) => toNewUpdate({ update_id: 1, ...content } as Update).chatId;
  expect(chatOf({ message })).toBe('7');
  expect(chatOf({ inline_query })).toBe('inline 7');
});
