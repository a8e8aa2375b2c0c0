import { describe, expect, test } from 'vitest';
import type { StatusFacts } from '#root/bot/status/content.js';
import { ordersContent } from '#root/bot/status/orders.js';
import type { StatusOrder } from '#root/jobs/chat-status.js';

const NOW = new Date(1_000_000_000);
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const order = (changed: Partial<StatusOrder> = {}): StatusOrder => ({
  id: '019ac2f0-5c1e-7d3a-9b4e-012345678900',
  run: 1,
  number: 1,
  status: 'QUEUED',
  step: null,
  statusId: 's',
  statusAt: ago(1),
  finishedAt: null,
  name: 'Анна',
  place: 1,
  ...changed,
});
const content = (orders: StatusOrder[], facts: Partial<StatusFacts> = {}) =>
  ordersContent({ language: 'ru', now: NOW }, orders, {
    percents: new Map(),
    pace: undefined,
    closed: new Set(),
    ...facts,
  });
const textOf = (...given: Parameters<typeof content>) => content(...given).screen?.text;

describe('the status of the greetings of a chat', () => {
  test.each([
    [order(), '⏳ Анна — 1-й в очереди'],
    [order({ place: null }), '⏳ Анна — в очереди'],
    [order({ status: 'PROCESSING', step: 'tts', place: null }), '🎬 Анна — озвучиваю'],
    [order({ status: 'PROCESSING', step: 'montage' }), '🎬 Анна — собираю видео'],
    [order({ status: 'PROCESSING', step: 'deliver' }), '🎬 Анна — отправляю'],
    // A run that was replaced has begun no step.
    [order({ status: 'PROCESSING', step: null, place: null }), '⏳ Анна — в очереди'],
  ])('shows %j', (row, text) => {
    expect(textOf([row])).toBe(text);
  });

  test('shows how much of the video is made, if that is known', () => {
    const row = order({ status: 'PROCESSING', step: 'montage' });
    expect(textOf([row], { percents: new Map([[row.id, 60]]) })).toBe('🎬 Анна — собираю видео 60 %');
  });

  test('estimates the time from what the latest greetings took', () => {
    const pace = { durationMs: 10_000, intervalMs: 5_000 };
    expect(textOf([order({ place: 1 })], { pace })).toContain('≈ 10 с');
    expect(textOf([order({ place: 5 })], { pace })).toContain('≈ 30 с');
    // After a quiet night the time between two of them says nothing.
    expect(textOf([order({ place: 2 })], { pace: { ...pace, intervalMs: 3_600_000 } })).toContain('≈ 20 с');
  });

  test('ends if nothing is open, and if what was cancelled can no longer be brought back', () => {
    expect(content([]).screen).toBeUndefined();
    expect(content([order({ status: 'COMPLETED' }), order({ status: 'FAILED' })]).screen).toBeUndefined();
    const cancelled = order({ status: 'CANCELLED', finishedAt: ago(299) });
    expect(content([cancelled])).toMatchObject({
      screen: { text: 'Отменено: Анна' },
      againAt: [NOW.getTime() + 1_000],
    });
    expect(content([{ ...cancelled, finishedAt: ago(300) }]).screen).toBeUndefined();
  });

  test('says after two minutes that it takes long, and when that time comes', () => {
    expect(content([order({ statusAt: ago(119) })])).toMatchObject({ againAt: [NOW.getTime() + 1_000] });
    expect(textOf([order({ statusAt: ago(119) })])).not.toContain('\n');
    expect(textOf([order({ statusAt: ago(120) })])).toContain('дольше обычного');
  });

  test.each([
    [order(), 'tts', true],
    [order(), 'montage', false],
    [order({ status: 'PROCESSING', step: 'tts' }), 'montage', true],
    [order({ status: 'PROCESSING', step: 'montage' }), 'montage', true],
    [order({ status: 'PROCESSING', step: 'montage' }), 'tts', false],
    [order({ status: 'PROCESSING', step: 'deliver' }), 'greeting', true],
  ])('says of %j whether the workshop is closed if %s has no workers', (row, step, isClosed) => {
    const text = textOf([{ ...row, statusAt: ago(200) }], { closed: new Set([step]) });
    expect(text?.includes('Мастерская')).toBe(isClosed);
    // One sentence is enough.
    expect(text?.includes('дольше обычного')).toBe(!isClosed);
  });
});
