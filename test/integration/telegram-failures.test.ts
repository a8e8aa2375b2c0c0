import { describe, expect, test } from 'vitest';
import type { Channel } from '#root/delivery/channel.js';
import { UnavailableError } from '#root/errors.js';
import { textsIn } from '#root/telegram/texts.js';
import { once, useTelegramChat } from '../helpers/telegram-chat.js';

const chat = useTelegramChat();

async function reportTwice(channel: Channel): Promise<void> {
  await chat.reportFailure(channel);
  await chat.reportFailure(channel);
}

const failure = (messageId: number | null) => ({ messageId, text: textsIn('ru')('failure-other') });

describe('a failure in Telegram', () => {
  test('replaces the progress message, and is shown once even if reported twice', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    chat.row = { ...chat.row, progressMessageId: progress.messageId };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(progress.messageId)]);
  });

  test('replaces the message that announced the video, and the progress message is removed', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    const announced = chat.server.ledger.add('7', { text: 'ready' });
    chat.row = { ...chat.row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(announced.messageId)]);
  });

  test('goes to the topic of the order', async () => {
    const channel = await chat.start();
    chat.row = { ...chat.row, messageThreadId: 2 };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([{ ...failure(chat.row.progressMessageId), topic: 2 }]);
  });

  test('leaves a video that was already delivered', async () => {
    const channel = await chat.start();
    await chat.deliver(channel);
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: chat.row.messageId, video: expect.anything() }),
      failure(chat.row.progressMessageId),
    ]);
  });

  test.each(['sendMessage', 'editMessageText'])(
    'is shown once if the chat has no message yet and the answer to %s is lost',
    async (method) => {
      const channel = await chat.start({ fault: once(method, 'drop-after') });
      await expect(chat.reportFailure(channel)).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
      await reportTwice(channel);
      expect(chat.server.ledger.messages('7').filter(({ text }) => text === textsIn('ru')('failure-other'))).toEqual([
        failure(chat.row.progressMessageId),
      ]);
    },
  );

  test('is shown once if the row cannot be written in between', async () => {
    const channel = await chat.start();
    const unavailable = () => Promise.reject(new UnavailableError('DATABASE_UNAVAILABLE', 'unavailable'));
    await expect(channel.reportFailure(chat.row, 'FFMPEG_FAILED', unavailable)).rejects.toMatchObject({
      retryable: true,
    });
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(chat.row.progressMessageId)]);
  });

  test('offers to try again or to change the greeting, if a person of the chat ordered it', async () => {
    const channel = await chat.start();
    chat.row = { ...chat.row, isOrdered: true, videoJobId: '0195f3a0-0000-7000-8000-000000000000' };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([
      {
        messageId: chat.row.progressMessageId,
        text: textsIn('ru')('failure-named', { name: 'Анна' }),
        buttons: [
          { text: '🔁 Ещё раз', data: 'g:AZXzoAAAcACAAAAAAAAAAA:r' },
          { text: '✍️ Изменить', data: 'g:AZXzoAAAcACAAAAAAAAAAA:e' },
        ],
      },
    ]);
  });
});
