import { describe, expect, test } from 'vitest';
import { type StatusLine, type StatusView, statusScreen } from '#root/bot/screens/status.js';
import { graphemes } from '#root/greeting/graphemes.js';
import { decodeCallback } from '#root/telegram/callback-data.js';

const idOf = (index: number) => `019ac2f0-5c1e-7d3a-9b4e-0123456789${String(index).padStart(2, '0')}`;
const line = (name: string | null, state: StatusLine['state'], index = 0): StatusLine => ({
  id: idOf(index),
  name,
  state,
});
const screen = (lines: StatusLine[], rest: Partial<StatusView> = {}) =>
  statusScreen({ language: 'ru', lines, ...rest });
const labels = ({ keyboard }: ReturnType<typeof statusScreen>) => keyboard.map((row) => row.map(({ text }) => text));
const waiting = (place?: number, seconds?: number) => ({ is: 'waiting', place, seconds }) as const;

const states: [StatusLine['state'], string, string][] = [
  [waiting(2, 20), '⏳ Анна — 2-й в очереди, ≈ 20 с', '⏳ Анна: 2nd in line, about 20 s'],
  [waiting(1, 12), '⏳ Анна — 1-й в очереди, ≈ 10 с', '⏳ Анна: 1st in line, about 10 s'],
  [waiting(3, 1), '⏳ Анна — 3-й в очереди, ≈ 5 с', '⏳ Анна: 3rd in line, about 5 s'],
  [waiting(11, 175), '⏳ Анна — 11-й в очереди, ≈ 3 мин', '⏳ Анна: 11th in line, about 3 min'],
  [waiting(22), '⏳ Анна — 22-й в очереди', '⏳ Анна: 22nd in line'],
  [waiting(), '⏳ Анна — в очереди', '⏳ Анна: in line'],
  [{ is: 'speaking' }, '🎬 Анна — озвучиваю', '🎬 Анна: recording the voice'],
  [{ is: 'drawing', percent: undefined }, '🎬 Анна — собираю видео', '🎬 Анна: putting it together'],
  [{ is: 'drawing', percent: 60 }, '🎬 Анна — собираю видео 60 %', '🎬 Анна: putting it together, 60%'],
  [{ is: 'sending' }, '🎬 Анна — отправляю', '🎬 Анна: sending'],
  [{ is: 'cancelled' }, 'Отменено: Анна', 'Cancelled: Анна'],
];

describe('the status message', () => {
  test.each(states)('says of %j what happens', (state, russian, english) => {
    expect(screen([line('Анна', state)])).toMatchObject({ text: russian, entities: [] });
    expect(screen([line('Анна', state)], { language: 'en' }).text).toBe(english);
  });

  test('has a button to cancel each greeting, and all if there are several', () => {
    const one = screen([line('Анна', { is: 'speaking' })]);
    expect(labels(one)).toEqual([['✖️ Анна']]);
    const two = screen([line('Анна', { is: 'speaking' }), line('Олег', waiting(), 1)]);
    expect(labels(two)).toEqual([['✖️ Анна', '✖️ Олег'], ['✖️ Отменить все']]);
    const actions = two.keyboard
      .flat()
      .map((button) => decodeCallback('callback_data' in button ? button.callback_data : ''));
    expect(actions).toEqual([
      { kind: 'greeting', id: idOf(0), action: 'x' },
      { kind: 'greeting', id: idOf(1), action: 'x' },
      { kind: 'greeting', id: '*', action: 'x' },
    ]);
  });

  test('lists what was cancelled below what is made, with buttons to bring it back', () => {
    const mixed = screen([line('Анна', { is: 'cancelled' }), line('Олег', { is: 'sending' }, 1)]);
    expect(mixed.text).toBe('🎬 Олег — отправляю\nОтменено: Анна');
    expect(labels(mixed)).toEqual([['✖️ Олег'], ['↩️ Вернуть']]);
    const all = screen([line('Анна', { is: 'cancelled' }), line('Олег', { is: 'cancelled' }, 1)]);
    expect(labels(all)).toEqual([['↩️ Анна', '↩️ Олег'], ['↩️ Вернуть все']]);
  });

  test('adds what a person who waits should know, as long as something is made', () => {
    const slow = screen([line('Анна', waiting())], { notice: 'slow' });
    expect(slow.text.split('\n')).toEqual(['⏳ Анна — в очереди', '', expect.stringContaining('Чат можно закрыть')]);
    expect(screen([line('Анна', waiting())], { notice: 'closed' }).text).toContain('Мастерская ненадолго закрыта');
    expect(screen([line('Анна', { is: 'cancelled' })], { notice: 'closed' }).text).toBe('Отменено: Анна');
  });

  test('stays short and within the limits of Telegram, however many greetings there are', () => {
    const name = '👩‍👩‍👧'.repeat(20);
    const many = screen(Array.from({ length: 40 }, (_, index) => line(name, waiting(index + 1, 60), index)));
    expect(many.text.split('\n')).toHaveLength(11);
    expect(many.text.split('\n').at(-1)).toBe('…и ещё 30');
    expect(many.text.length).toBeLessThan(4_096);
    expect(many.keyboard.flat()).toHaveLength(11);
    for (const { text } of many.keyboard.flat()) {
      expect(graphemes(text).length).toBeLessThanOrEqual(26);
    }
  });

  test('has a line for a greeting whose name this version cannot read', () => {
    expect(screen([line(null, { is: 'speaking' })]).text).toBe('🎬 Видео — озвучиваю');
  });
});
