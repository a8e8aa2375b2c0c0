import { describe, expect, test } from 'vitest';
import { once, useTelegramChat } from '../helpers/telegram-chat.js';

const chat = useTelegramChat();

describe('Telegram', () => {
  test('shows the video in place of the message that announced it, with all that Telegram has to be told', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    chat.row = { ...chat.row, progressMessageId: progress.messageId };
    const delivered = await chat.deliver(channel);
    expect(chat.server.ledger.messages('7')).toEqual([
      {
        messageId: chat.row.messageId,
        video: expect.objectContaining({ width: 720, height: 1280, duration: 12, hasThumbnail: true, bytes: 7 }),
      },
    ]);
    expect(delivered).toEqual({ messageId: chat.row.messageId, telegramFileId: expect.stringMatching(/^file-/) });
  });

  test('shows it once, however often it is delivered', async () => {
    const channel = await chat.start();
    for (let time = 0; time < 3; time += 1) await chat.deliver(channel);
    expect(chat.shown()).toBe(1);
    expect(chat.server.ledger.messages('7')).toHaveLength(1);
  });

  test('shows it once where the answer to the edit was lost', async () => {
    const channel = await chat.start({ fault: once('editMessageMedia', 'drop-after') });
    await expect(chat.deliver(channel)).rejects.toMatchObject({
      code: 'TELEGRAM_UNAVAILABLE',
      retryable: true,
    });
    await chat.deliver(channel);
    expect(chat.shown()).toBe(1);
  });

  test('shows it once where the process died before it could remember the message', async () => {
    const channel = await chat.start();
    const dying = { rememberMessage: () => Promise.reject(new Error('died')) };
    await expect(chat.deliver(channel, dying)).rejects.toThrow('died');
    await chat.deliver(channel);
    expect(chat.shown()).toBe(1);
  });

  test('sends an uploaded file by its id, and uploads where Telegram forgot it', async () => {
    const channel = await chat.start();
    const { telegramFileId } = await chat.deliver(channel);
    chat.row = { ...chat.row, messageId: null };
    const again = await chat.deliver(channel, { telegramFileId: telegramFileId ?? null });
    expect(again.telegramFileId).toBe(telegramFileId);
    chat.row = { ...chat.row, messageId: null };
    const uploaded = await chat.deliver(channel, { telegramFileId: 'forgotten' });
    expect(uploaded.telegramFileId).not.toBe(telegramFileId);
  });

  test('takes "not modified" for done', async () => {
    const channel = await chat.start();
    const { telegramFileId, messageId } = await chat.deliver(channel);
    expect(await chat.deliver(channel, { telegramFileId: telegramFileId ?? null })).toEqual({
      messageId,
    });
  });

  test('sends another message where a person deleted the first', async () => {
    const channel = await chat.start();
    chat.row = { ...chat.row, messageId: 4_711 };
    await chat.deliver(channel);
    expect(chat.shown()).toBe(1);
    expect(chat.row.messageId).not.toBe(4_711);
  });

  test.each([
    [{ status: 429, retryAfter: 3 } as const, { code: 'TELEGRAM_BUSY', retryAfterMs: 3_000 }],
    [{ status: 502 } as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['drop-before' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['hang' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
  ])('is waited for after %j', async (fault, error) => {
    const channel = await chat.start({ fault: once('editMessageMedia', fault) });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ retryable: true, ...error });
    await chat.deliver(channel);
    expect(chat.shown()).toBe(1);
  });

  test.each([
    ['unknown', 'TELEGRAM_CHAT_NOT_FOUND'],
    ['blocked', 'TELEGRAM_BLOCKED'],
  ] as const)('an %s chat is final', async (state, code) => {
    const channel = await chat.start({ stateOf: () => state });
    await expect(channel.assertReachable('7')).rejects.toMatchObject({ code, retryable: false });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ code, retryable: false });
  });

  test('stops when told to, in the middle of a call', async () => {
    const stopping = new AbortController();
    const channel = await chat.start({
      fault({ method }) {
        if (method !== 'editMessageMedia') return undefined;
        stopping.abort('shutdown');
        return 'hang';
      },
    });
    const delivering = chat.deliver(channel, { signal: stopping.signal });
    await expect(delivering).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('is cleared of what a cancelled greeting has left, also where a person was quicker', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    const announced = chat.server.ledger.add('7', { text: 'ready' });
    chat.row = { ...chat.row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await channel.withdraw(chat.row);
    await channel.withdraw(chat.row);
    expect(chat.server.ledger.messages('7')).toEqual([]);
  });

  test('keeps the video that came before its greeting was cancelled', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    await chat.deliver(channel);
    await channel.withdraw({ ...chat.row, progressMessageId: progress.messageId });
    expect(chat.server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: chat.row.messageId, video: expect.anything() }),
    ]);
  });
});
