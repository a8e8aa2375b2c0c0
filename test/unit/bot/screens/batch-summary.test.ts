import { expect, test } from 'vitest';
import { batchSummary } from '#root/bot/screens/batch-summary.js';
import type { Batch } from '#root/jobs/batches.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

const show = (total: number, ready: number, failed: number, cancelled: number, chatLanguage: ChatLanguage = 'ru') => {
  const batch = { id: '7fK2qX9aBcD', chatLanguage } as Batch;
  const failedNames = Array.from({ length: Math.min(failed, 10) }, (_, index) => `Гость ${index}`);
  const { text, keyboard } = batchSummary({ batch, total, ready, failed, cancelled, failedNames });
  const data = keyboard.flat().map((button) => ('callback_data' in button ? button.callback_data : ''));
  return { text, actions: data.map((each) => each.replace('b:7fK2qX9aBcD:', '')).join() };
};

test.each([
  [12, 0, 0, 0, '👥 Готово 0 из 12', 'x'],
  [12, 7, 1, 0, '👥 Готово 7 из 12, не получилось 1\nНе получилось: «Гость 0»', 'r,x'],
  [12, 11, 1, 0, '👥 Готово 11 из 12, не получилось 1\nНе получилось: «Гость 0»', 'r'],
  [12, 12, 0, 0, '🎉 Готово: все 12 видео', ''],
  [1, 1, 0, 0, '🎉 Видео готово', ''],
  [12, 7, 0, 5, '🛑 Остановлено. Готово 7 из 12', 'u'],
  [12, 7, 0, 2, '👥 Готово 7 из 12', 'x'],
])('of %i: %i ready, %i failed, %i cancelled: %s', (total, ready, failed, cancelled, text, actions) => {
  expect(show(total, ready, failed, cancelled)).toEqual({ text, actions });
});

test('names the first few that failed, and says it in English', () => {
  expect(show(50, 20, 30, 0, 'en').text).toBe(
    `👥 20 of 50 ready, 30 failed\nDidn't work out: ${[0, 1, 2, 3, 4].map((n) => `“Гость ${n}”`).join(', ')} and 25 more`,
  );
  expect(show(3, 3, 0, 0, 'en').text).toBe('🎉 All 3 videos are ready');
});
