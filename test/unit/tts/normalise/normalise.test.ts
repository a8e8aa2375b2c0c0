import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

describe('text for an engine', () => {
  test.each([
    ['С днём рождения 🎉!', 'ru', 'С днём рождения  !'],
    ['Ура))) Ждём :)', 'ru', 'Ура  Ждём  '],
    ['Тебе 83! 8-)', 'kk', 'Тебе 83!  '],
    ['👨‍👩‍👧 Привет 1️⃣', 'kk', '  Привет  '],
    ['a\u0000b\tc', 'en', 'ab c'],
  ])('of "%s" in %s is "%s"', (text, language, spoken) => {
    expect(normalise(text, { language }).text).toBe(spoken);
  });

  test('knows where each character came from', () => {
    const { text, source } = normalise('🎉🎉 Ура <3 Да', { language: 'ru' });
    expect(Array.from(text, (character, index) => [character, source[index]]).filter(([c]) => c !== ' ')).toEqual([
      ['У', 3],
      ['р', 4],
      ['а', 5],
      ['Д', 10],
      ['а', 11],
    ]);
  });
});
