import { describe, expect, test } from 'vitest';
import type { Channel } from '#root/delivery/channel.js';
import { UnavailableError } from '#root/errors.js';
import { once, useTelegramChat } from '../helpers/telegram-chat.js';

const chat = useTelegramChat();

async function reportTwice(channel: Channel): Promise<void> {
  await chat.reportFailure(channel);
  await chat.reportFailure(channel);
}

const failure = (messageId: number | null) => ({ messageId, text: expect.stringContaining('Не получилось') });

describe('a failure, in Telegram,', () => {
  test('is told in place of the progress message, once however often it is told', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    chat.row = { ...chat.row, progressMessageId: progress.messageId };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(progress.messageId)]);
  });

  test('is told in place of what announced the video, and the progress message goes', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    const announced = chat.server.ledger.add('7', { text: 'ready' });
    chat.row = { ...chat.row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(announced.messageId)]);
  });

  test('leaves alone what is the video already', async () => {
    const channel = await chat.start();
    await chat.deliver(channel);
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: chat.row.messageId, video: expect.anything() }),
      failure(chat.row.progressMessageId),
    ]);
  });

  test.each(['sendMessage', 'editMessageText'])(
    'is told once where nothing stands in the chat yet, and the answer to %s was lost',
    async (method) => {
      const channel = await chat.start({ fault: once(method, 'drop-after') });
      await expect(chat.reportFailure(channel)).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
      await reportTwice(channel);
      expect(chat.server.ledger.messages('7').filter(({ text }) => text?.includes('Не получилось'))).toEqual([
        failure(chat.row.progressMessageId),
      ]);
    },
  );

  test('is told once where the row could not be written in between', async () => {
    const channel = await chat.start();
    const away = () => Promise.reject(new UnavailableError('DATABASE_UNAVAILABLE', 'away'));
    await expect(channel.reportFailure(chat.row, 'FFMPEG_FAILED', away)).rejects.toMatchObject({ retryable: true });
    await reportTwice(channel);
    expect(chat.server.ledger.messages('7')).toEqual([failure(chat.row.progressMessageId)]);
  });
});
