import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import { UnavailableError } from '#root/errors.js';
import {
  type BotApiServer,
  type BotApiServerOptions,
  type Fault,
  startBotApiServer,
} from '../helpers/bot-api/server.js';
import { quietLogger as logger } from '../helpers/logger.js';

const TOKEN = '123:secret';
const video = { videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 720, height: 1280, durationMs: 12_400 };

let server: BotApiServer;
let dir: string;
/** What the row would know. */
let row: Recipient;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  await writeFile(join(dir, 'video.mp4'), 'a video');
  await writeFile(join(dir, 'poster.jpg'), 'a poster');
  row = { videoJobId: 'job', chatId: '7', messageId: null, progressMessageId: null, language: 'ru' };
});

afterEach(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function start(options: Partial<BotApiServerOptions> = {}): Promise<Channel> {
  server = await startBotApiServer({ token: TOKEN, ...options });
  return createTelegramChannel({ token: TOKEN, apiRoot: server.apiRoot, logger, timeoutSeconds: 2 });
}

function options(changed: Partial<DeliverOptions> = {}): DeliverOptions {
  return {
    signal: new AbortController().signal,
    videoPath: join(dir, 'video.mp4'),
    posterPath: join(dir, 'poster.jpg'),
    telegramFileId: null,
    rememberMessage: async (messageId, known) => {
      if (row.messageId === known) row = { ...row, messageId };
      return row.messageId ?? messageId;
    },
    ...changed,
  };
}

/** The fault at the first call of the method, and none after. */
function once(method: string, fault: Fault): NonNullable<BotApiServerOptions['fault']> {
  let isOver = false;
  return (call) => {
    if (isOver || call.method !== method) return undefined;
    isOver = true;
    return fault;
  };
}

function tell(channel: Channel): Promise<void> {
  return channel.tellFailure(row, 'FFMPEG_FAILED', async (progressMessageId, known) => {
    if (row.progressMessageId === known) row = { ...row, progressMessageId };
    return row.progressMessageId ?? progressMessageId;
  });
}

async function tellTwice(channel: Channel): Promise<void> {
  await tell(channel);
  await tell(channel);
}

const failure = (messageId: number | null) => ({ messageId, text: expect.stringContaining('Не получилось') });

const shown = () => server.ledger.videosShown.get('7')?.size ?? 0;

describe('Telegram', () => {
  test('shows the video in place of the message that announced it, with all that Telegram has to be told', async () => {
    const channel = await start();
    const progress = server.ledger.add('7', { text: 'working' });
    row = { ...row, progressMessageId: progress.messageId };
    const delivered = await channel.deliver(video, row, options());
    expect(server.ledger.messages('7')).toEqual([
      {
        messageId: row.messageId,
        video: expect.objectContaining({ width: 720, height: 1280, duration: 12, hasThumbnail: true, bytes: 7 }),
      },
    ]);
    expect(delivered).toEqual({ messageId: row.messageId, telegramFileId: expect.stringMatching(/^file-/) });
  });

  test('shows it once, however often it is delivered', async () => {
    const channel = await start();
    for (let time = 0; time < 3; time += 1) await channel.deliver(video, row, options());
    expect(shown()).toBe(1);
    expect(server.ledger.messages('7')).toHaveLength(1);
  });

  test('shows it once where the answer to the edit was lost', async () => {
    const channel = await start({ fault: once('editMessageMedia', 'drop-after') });
    await expect(channel.deliver(video, row, options())).rejects.toMatchObject({
      code: 'TELEGRAM_UNAVAILABLE',
      retryable: true,
    });
    await channel.deliver(video, row, options());
    expect(shown()).toBe(1);
  });

  test('shows it once where the process died before it could remember the message', async () => {
    const channel = await start();
    const dying = options({ rememberMessage: () => Promise.reject(new Error('died')) });
    await expect(channel.deliver(video, row, dying)).rejects.toThrow('died');
    await channel.deliver(video, row, options());
    expect(shown()).toBe(1);
  });

  test('sends an uploaded file by its id, and uploads where Telegram forgot it', async () => {
    const channel = await start();
    const { telegramFileId } = await channel.deliver(video, row, options());
    row = { ...row, messageId: null };
    const again = await channel.deliver(video, row, options({ telegramFileId: telegramFileId ?? null }));
    expect(again.telegramFileId).toBe(telegramFileId);
    row = { ...row, messageId: null };
    const uploaded = await channel.deliver(video, row, options({ telegramFileId: 'forgotten' }));
    expect(uploaded.telegramFileId).not.toBe(telegramFileId);
  });

  test('takes "not modified" for done', async () => {
    const channel = await start();
    const { telegramFileId, messageId } = await channel.deliver(video, row, options());
    expect(await channel.deliver(video, row, options({ telegramFileId: telegramFileId ?? null }))).toEqual({
      messageId,
    });
  });

  test('sends another message where a person deleted the first', async () => {
    const channel = await start();
    row = { ...row, messageId: 4_711 };
    await channel.deliver(video, row, options());
    expect(shown()).toBe(1);
    expect(row.messageId).not.toBe(4_711);
  });

  test.each([
    [{ status: 429, retryAfter: 3 } as const, { code: 'TELEGRAM_BUSY', retryAfterMs: 3_000 }],
    [{ status: 502 } as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['drop-before' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
    ['hang' as const, { code: 'TELEGRAM_UNAVAILABLE' }],
  ])('is waited for after %j', async (fault, error) => {
    const channel = await start({ fault: once('editMessageMedia', fault) });
    await expect(channel.deliver(video, row, options())).rejects.toMatchObject({ retryable: true, ...error });
    await channel.deliver(video, row, options());
    expect(shown()).toBe(1);
  });

  test.each([
    ['unknown', 'TELEGRAM_CHAT_NOT_FOUND'],
    ['blocked', 'TELEGRAM_BLOCKED'],
  ] as const)('an %s chat is final', async (state, code) => {
    const channel = await start({ stateOf: () => state });
    await expect(channel.assertReachable('7')).rejects.toMatchObject({ code, retryable: false });
    await expect(channel.deliver(video, row, options())).rejects.toMatchObject({ code, retryable: false });
  });

  test('a wrong token is a matter of set-up, and is told without the token', async () => {
    await start();
    const channel = createTelegramChannel({ token: '1:wrong', apiRoot: server.apiRoot, logger });
    const error = await channel.assertReachable('7').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SetupError', code: 'TELEGRAM_TOKEN' });
    expect(JSON.stringify(error)).not.toContain('1:wrong');
  });

  test('stops within a second when told to', async () => {
    const channel = await start({ fault: once('editMessageMedia', 'hang') });
    const stopping = new AbortController();
    const delivering = channel.deliver(video, row, options({ signal: stopping.signal }));
    setTimeout(() => stopping.abort('shutdown'), 200);
    await expect(delivering).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('a failure is told in place of the progress message, once however often it is told', async () => {
    const channel = await start();
    const progress = server.ledger.add('7', { text: 'working' });
    row = { ...row, progressMessageId: progress.messageId };
    await tellTwice(channel);
    expect(server.ledger.messages('7')).toEqual([failure(progress.messageId)]);
  });

  test('a failure is told in place of what announced the video, and the progress message goes', async () => {
    const channel = await start();
    const progress = server.ledger.add('7', { text: 'working' });
    const announced = server.ledger.add('7', { text: 'ready' });
    row = { ...row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await tellTwice(channel);
    expect(server.ledger.messages('7')).toEqual([failure(announced.messageId)]);
  });

  test('a failure leaves alone what is the video already', async () => {
    const channel = await start();
    await channel.deliver(video, row, options());
    await tellTwice(channel);
    expect(server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: row.messageId, video: expect.anything() }),
      failure(row.progressMessageId),
    ]);
  });

  test.each(['sendMessage', 'editMessageText'])(
    'a failure is told once where nothing stands in the chat yet, and the answer to %s was lost',
    async (method) => {
      const channel = await start({ fault: once(method, 'drop-after') });
      await expect(tell(channel)).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
      await tellTwice(channel);
      expect(server.ledger.messages('7').filter(({ text }) => text?.includes('Не получилось'))).toEqual([
        failure(row.progressMessageId),
      ]);
    },
  );

  test('a failure is told once where the row could not be written in between', async () => {
    const channel = await start();
    const away = () => Promise.reject(new UnavailableError('DATABASE_UNAVAILABLE', 'away'));
    await expect(channel.tellFailure(row, 'FFMPEG_FAILED', away)).rejects.toMatchObject({ retryable: true });
    await tellTwice(channel);
    expect(server.ledger.messages('7')).toEqual([failure(row.progressMessageId)]);
  });

  test('is cleared of what a cancelled greeting has left, also where a person was quicker', async () => {
    const channel = await start();
    const progress = server.ledger.add('7', { text: 'working' });
    const announced = server.ledger.add('7', { text: 'ready' });
    row = { ...row, messageId: announced.messageId, progressMessageId: progress.messageId };
    await channel.withdraw(row);
    await channel.withdraw(row);
    expect(server.ledger.messages('7')).toEqual([]);
  });

  test('keeps the video that came before its greeting was cancelled', async () => {
    const channel = await start();
    const progress = server.ledger.add('7', { text: 'working' });
    await channel.deliver(video, row, options());
    await channel.withdraw({ ...row, progressMessageId: progress.messageId });
    expect(server.ledger.messages('7')).toEqual([
      expect.objectContaining({ messageId: row.messageId, video: expect.anything() }),
    ]);
  });
});
