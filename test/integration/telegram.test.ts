import { describe, expect, test } from 'vitest';
import { once, useTelegramChat } from '../helpers/telegram-chat.js';

const chat = useTelegramChat();
const VIDEO_JOB_ID = '0195f3a0-0000-7000-8000-000000000000';
const messageNotEditable = { status: 400, description: "Bad Request: message can't be edited" } as const;

describe('Telegram', () => {
  test('turns the announcing message into the video, with its size, duration and thumbnail', async () => {
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

  test('answers the order, with the name of the person, as long as the order is there', async () => {
    const channel = await chat.start({ fault: once('editMessageMedia', { status: 502 }) });
    const order = chat.server.ledger.add('7', { text: 'Анна: ура' });
    chat.row = { ...chat.row, orderMessageId: order.messageId };
    await expect(chat.deliver(channel)).rejects.toMatchObject({ retryable: true });
    const announced = { messageId: chat.row.messageId, repliesTo: order.messageId };
    expect(chat.server.ledger.messages('7')[1]).toEqual({ ...announced, text: '🎉 Готово: Анна' });
    await chat.deliver(channel);
    expect(chat.server.ledger.messages('7')[1]).toEqual({ ...announced, video: expect.anything() });

    chat.server.ledger.delete('7', order.messageId);
    chat.row = { ...chat.row, messageId: null, name: null };
    await chat.deliver(channel);
    expect(chat.server.ledger.messages('7').at(-1)).toEqual({
      messageId: chat.row.messageId,
      video: expect.anything(),
    });
  });

  test('shows the video once, even if it is delivered several times', async () => {
    const channel = await chat.start();
    for (let time = 0; time < 3; time += 1) await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
    expect(chat.server.ledger.messages('7')).toHaveLength(1);
  });

  test('shows the video once if the answer to the edit is lost', async () => {
    const channel = await chat.start({ fault: once('editMessageMedia', 'drop-after') });
    await expect(chat.deliver(channel)).rejects.toMatchObject({
      code: 'TELEGRAM_UNAVAILABLE',
      retryable: true,
    });
    await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
  });

  test('shows the video once if the process dies before it stores the message id', async () => {
    const channel = await chat.start();
    const dying = { rememberMessage: () => Promise.reject(new Error('died')) };
    await expect(chat.deliver(channel, dying)).rejects.toThrow('died');
    await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
  });

  test('sends an uploaded file by its id, and uploads it again if Telegram does not know the id any more', async () => {
    const channel = await chat.start();
    const { telegramFileId } = await chat.deliver(channel);
    chat.row = { ...chat.row, messageId: null };
    const again = await chat.deliver(channel, { telegramFileId: telegramFileId ?? null });
    expect(again.telegramFileId).toBe(telegramFileId);
    chat.row = { ...chat.row, messageId: null };
    const uploaded = await chat.deliver(channel, { telegramFileId: 'forgotten' });
    expect(uploaded.telegramFileId).not.toBe(telegramFileId);
  });

  test('takes "message is not modified" as success', async () => {
    const channel = await chat.start();
    const { telegramFileId, messageId } = await chat.deliver(channel);
    expect(await chat.deliver(channel, { telegramFileId: telegramFileId ?? null })).toEqual({
      messageId,
    });
  });

  test('sends another message if a person deleted the first', async () => {
    const channel = await chat.start();
    chat.row = { ...chat.row, messageId: 4_711 };
    await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
    expect(chat.row.messageId).not.toBe(4_711);
  });

  test.each([
    [{ status: 429, retryAfter: 3 } as const, { code: 'TELEGRAM_BUSY', retryAfterMs: 3_000 }],
    [{ status: 502 } as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['drop-before' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['hang' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
  ])('delivers later after %j', async (fault, error) => {
    const channel = await chat.start({ fault: once('editMessageMedia', fault) });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ retryable: true, ...error });
    await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
  });

  test.each([
    ['unknown', 'TELEGRAM_CHAT_NOT_FOUND'],
    ['blocked', 'TELEGRAM_BLOCKED'],
  ] as const)('permanently refuses an %s chat', async (state, code) => {
    const channel = await chat.start({ stateOf: () => state });
    await expect(channel.assertReachable('7')).rejects.toMatchObject({ code, retryable: false });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ code, retryable: false });
  });

  test('stops in the middle of a call when the signal fires', async () => {
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

  test.each([
    [2, [2, 2]],
    [null, [undefined, undefined]],
  ])('keeps the messages of an order from topic %s there', async (messageThreadId, topics) => {
    const channel = await chat.start({ fault: once('editMessageMedia', messageNotEditable) });
    chat.row = { ...chat.row, messageThreadId };
    await chat.deliver(channel);
    expect(chat.server.ledger.messages('7').map(({ topic }) => topic)).toEqual(topics.slice(1));
  });

  test('goes to the main topic if the topic of the order was closed', async () => {
    const fault = once('sendMessage', { status: 400, description: 'Bad Request: TOPIC_CLOSED' });
    const channel = await chat.start({ fault });
    chat.row = { ...chat.row, messageThreadId: 2 };
    await chat.deliver(channel);
    expect(chat.server.ledger.messages('7')).toEqual([expect.not.objectContaining({ topic: expect.anything() })]);
  });

  test('removes an announcement that cannot be edited, and shows the video once even if an answer is lost', async () => {
    const refused = once('editMessageMedia', messageNotEditable);
    const lost = once('editMessageMedia', 'drop-after');
    const channel = await chat.start({ fault: (call) => refused(call) ?? lost(call) });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ retryable: true });
    await chat.deliver(channel);
    expect(chat.videosShown()).toBe(1);
    expect(chat.server.ledger.messages('7')).toEqual([expect.objectContaining({ video: expect.anything() })]);
  });

  test('permanently refuses a chat that gives the bot no right to send videos', async () => {
    const description = 'Bad Request: not enough rights to send videos to the chat';
    const channel = await chat.start({
      fault: ({ method }) => (method.startsWith('get') ? undefined : { status: 400, description }),
    });
    await expect(chat.deliver(channel)).rejects.toMatchObject({ code: 'TELEGRAM_NO_RIGHTS', retryable: false });
  });

  test.each(['sendMessage', 'editMessageMedia'])(
    'waits for the new id of a group if %s finds it moved',
    async (method) => {
      const description = 'Bad Request: group chat was upgraded to a supergroup chat';
      const channel = await chat.start({ fault: once(method, { status: 400, description, movedTo: -1007 }) });
      const error = await chat.deliver(channel).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'UnavailableError', code: 'TELEGRAM_CHAT_MOVED' });
      expect(JSON.stringify(error)).not.toContain('1007');
      expect(chat.row).toMatchObject({ chatId: '-1007', messageId: null });
      await chat.deliver(channel);
      expect(chat.server.ledger.messages('-1007')).toEqual([expect.objectContaining({ video: expect.anything() })]);
    },
  );

  test('puts buttons under a video that a person of the chat ordered, also if it must be sent anew', async () => {
    const refused = once('editMessageMedia', { status: 400, description: 'Bad Request: MEDIA_INVALID' });
    const channel = await chat.start({ fault: refused });
    chat.row = { ...chat.row, isOrdered: true, hasOwnVoice: true, videoJobId: VIDEO_JOB_ID };
    await chat.deliver(channel);
    await chat.deliver(channel);
    expect(chat.server.ledger.messages('7').map(({ buttons }) => buttons?.map(({ text }) => text))).toEqual([
      ['👤 Другое имя', '✏️ Слова', '🎨 Оформление', '📐 Формат', '🎵 Музыка', '👥 Нескольким', '📤 Отправить'],
    ]);
    expect(chat.server.ledger.calls.filter(({ method }) => method === 'getMe')).toHaveLength(1);
  });

  test('removes the messages of a cancelled greeting, even if they were already removed', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    const announced = chat.server.ledger.add('7', { text: 'ready' });
    chat.row = { ...chat.row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await channel.withdraw(chat.row);
    await channel.withdraw(chat.row);
    expect(chat.server.ledger.messages('7')).toEqual([]);
  });

  test('keeps a video that was delivered before its greeting was cancelled', async () => {
    const channel = await chat.start();
    const progress = chat.server.ledger.add('7', { text: 'working' });
    await chat.deliver(channel);
    await channel.withdraw({ ...chat.row, progressMessageId: progress.messageId });
    expect(chat.server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: chat.row.messageId, video: expect.anything() }),
    ]);
  });
});

describe('a round video message', () => {
  const video = { videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 720, height: 720, durationMs: 12_400 };
  const round = expect.objectContaining({
    isRound: true,
    video: expect.objectContaining({ width: 639, duration: 12 }),
  });
  const usual = expect.objectContaining({ video: expect.objectContaining({ width: 720 }) });
  const shown = () => chat.server.ledger.messages('7').map(({ isRound = false }) => isRound);
  const ask = () => {
    chat.row = { ...chat.row, isVideoNote: true };
  };

  test('is sent once in place of the announcement, however often it is delivered', async () => {
    const channel = await chat.start();
    ask();
    for (let time = 0; time < 3; time += 1) {
      expect(await chat.deliver(channel, {}, video)).toEqual({ messageId: chat.row.videoNoteId });
    }
    expect(chat.server.ledger.messages('7')).toEqual([round]);
    expect(chat.videosShown()).toBe(1);
  });

  test.each([
    { ...video, durationMs: 60_100 },
    { ...video, height: 1_280 },
  ])('is a usual video if it is too long or no square', async (other) => {
    const channel = await chat.start();
    ask();
    await chat.deliver(channel, {}, other);
    expect(chat.server.ledger.messages('7')).toEqual([usual]);
  });

  test('is a usual video if the person refuses round ones', async () => {
    const description = 'Bad Request: VOICE_MESSAGES_FORBIDDEN';
    const channel = await chat.start({ fault: once('sendVideoNote', { status: 400, description }) });
    ask();
    await chat.deliver(channel, {}, video);
    expect(chat.server.ledger.messages('7')).toEqual([usual]);
  });

  test('is tried again after Telegram asked to wait', async () => {
    const channel = await chat.start({ fault: once('sendVideoNote', { status: 429, retryAfter: 3 }) });
    ask();
    await expect(chat.deliver(channel, {}, video)).rejects.toMatchObject({ code: 'TELEGRAM_BUSY' });
    await chat.deliver(channel, {}, video);
    expect(chat.server.ledger.messages('7')).toEqual([round]);
  });

  test.each(['drop-before', 'drop-after'] as const)(
    'is not sent a second time if it is not known whether the first was (%s)',
    async (fault) => {
      const channel = await chat.start({ fault: once('sendVideoNote', fault) });
      ask();
      await expect(chat.deliver(channel, {}, video)).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
      await chat.deliver(channel, {}, video);
      await chat.deliver(channel, {}, video);
      expect(shown()).toEqual(fault === 'drop-after' ? [false, true] : [false]);
    },
  );
});
