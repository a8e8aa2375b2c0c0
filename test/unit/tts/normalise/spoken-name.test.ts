import { describe, expect, test } from 'vitest';
import { splitWords } from '#root/tts/align/words.js';
import { normalise } from '#root/tts/normalise/normalise.js';

const anya = { written: 'Аня', said: 'А́ня' };

describe('a name that is said otherwise than it is written', () => {
  test.each([
    ['Аня', 'А́ня'],
    ['Дорогая Аня! Ура, Аня.', 'Дорогая А́ня! Ура, А́ня.'],
    ['Аня-Мария и «Аня»', 'А́ня-Мария и «А́ня»'],
    ['Ваня, Анята и аня', 'Ваня, Анята и аня'],
  ])('is found in "%s" as a whole word', (text, said) => {
    expect(normalise(text, { language: 'ru', name: anya }).text).toBe(said);
  });

  test.each([
    ['+Аня', 'А́ня'],
    ['Ан+я', 'Аня́'],
    ['А́ня', 'А́ня'],
  ])('has the stress of "%s"', (said, spoken) => {
    expect(normalise('Аня', { language: 'ru', name: { written: 'Аня', said } }).text).toBe(spoken);
    expect(normalise('Аня', { language: 'en', name: { written: 'Аня', said } }).text).toBe(spoken);
  });

  test.each([
    ['Xóchitl', 'Со́чил', 'Xóchitl!', 'Со́чил!'],
    ['Ника2007', 'Ника', 'Ника2007, ура', 'Ника, ура'],
    ['Ева (мама)', 'мама Ева', 'Ева (мама)!', 'мама Ева!'],
    ['Ксю :)', 'Ксю', 'Ксю :)', 'Ксю'],
  ])('may be %s, said as %s', (written, said, text, spoken) => {
    expect(normalise(text, { language: 'ru', name: { written, said } }).text).toBe(spoken);
  });

  test('is read by the rules of the language', () => {
    expect(normalise('XX', { language: 'ru', name: { written: 'XX', said: 'Икс 2' } }).text).toBe('Икс два');
  });

  test.each([
    ['Ура, Xóchitl Ng\nGarcía!', 'Со́чил Ын Гарсия', [0, 5, 13, 16]],
    ['Ура, Xóchitl Ng García!', 'Со́чил', [0, 5]],
    ['Ура, Xóchitl Ng García!', 'Со́чил из рода Гарсия', [0, 5, 5, 13, 16]],
  ])('leaves each word of "%s", said as "%s", where it is written', (text, said, starts) => {
    const name = { written: 'Xóchitl Ng García', said };
    const spoken = normalise(text, { language: 'ru', name });
    const words = splitWords(text);
    const wordAt = (index: number) => words.findLast(({ from }) => from <= index)?.from;
    expect(splitWords(spoken.text).map(({ from }) => wordAt(spoken.source[from] ?? -1))).toEqual(starts);
  });
});
