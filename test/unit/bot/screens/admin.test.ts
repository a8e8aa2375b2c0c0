import { describe, expect, test } from 'vitest';
import { type Stats, statsText } from '#root/bot/screens/admin.js';
import { textsIn } from '#root/telegram/texts.js';

const stats: Stats = {
  completed: 214,
  failed: 3,
  failures: [
    { code: 'FFMPEG_FAILED', count: 2 },
    { code: 'DEADLINE_EXCEEDED', count: 1 },
  ],
  p95Seconds: 47.6,
  queues: [
    { step: 'tts', waiting: 0, oldestWaitingMs: 0, workers: 2 },
    { step: 'montage', waiting: 12, oldestWaitingMs: 40_400, workers: 4 },
    { step: 'deliver', waiting: 0, oldestWaitingMs: 0, workers: undefined },
  ],
};

describe('the statistics for admins', () => {
  test('name what is done, what failed and why, and what waits', () => {
    expect(statsText(textsIn('ru'), stats)).toBe(
      `24 ч: 214 готово · 3 не получилось (FFMPEG_FAILED 2, DEADLINE_EXCEEDED 1) · p95 48 с
Очередь: montage 12, старший 40 с
Воркеры: tts 2 montage 4 deliver ?`,
    );
  });

  test('need neither a video nor Redis', () => {
    const none = { completed: 0, failed: 0, failures: [], p95Seconds: undefined };
    expect(statsText(textsIn('en'), { ...none, queues: undefined })).toBe(
      '24 h: 0 ready · 0 failed\nQueue: Redis does not answer',
    );
    expect(statsText(textsIn('en'), { ...none, queues: [] })).toContain('Nothing is waiting');
  });
});
