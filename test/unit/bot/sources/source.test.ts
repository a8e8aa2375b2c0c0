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

test.each([
  { chat: { id: 'x\0' } },
  { chat: { id: { toString: 1 } } },
  { chat: null, from: null },
  { chat: { id: 1.5 } },
])('an update whose chat cannot be read can be stored: %j', (wrong) => {
  const message = { message_id: 1, date: 0, text: 'hi', ...wrong };
  expect(toNewUpdate({ update_id: 1, message } as unknown as Update)).toMatchObject({
    updateId: 1,
    chatId: '',
    albumId: null,
  });
});

test.each(['a\0b', 5, {}, null])('an id of an album that cannot be stored is none: %j', (media_group_id) => {
  const message = { message_id: 1, date: 0, chat: { id: 7 }, media_group_id };
  expect(toNewUpdate({ update_id: 1, message } as unknown as Update)).toMatchObject({ chatId: '7', albumId: null });
});
