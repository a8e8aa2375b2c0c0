import { describe, expect, test } from 'vitest';
import { splitIntoLines } from '#root/greeting/lines.js';

const letters = (text: string) => text.replace(/\s+/g, '');

describe('the lines of a text', () => {
  test('are its sentences, with a short one joined to the next', () => {
    expect(
      splitIntoLines('С днём рождения! Желаю счастья и здоровья. Пусть сбываются мечты и всё получается.', 'ru'),
    ).toEqual(['С днём рождения! Желаю счастья и здоровья.', 'Пусть сбываются мечты и всё получается.']);
  });

  test('keep line breaks inside a sentence', () => {
    expect(splitIntoLines('Ура!\nМы с тобой', 'ru')).toEqual(['Ура!\nМы с тобой']);
  });

  test('do not end after "пгт." or "e.g."', () => {
    const text = 'Поздравляем нашу дорогую соседку из пгт. Мирный, ул. Ленина, д. 5 от всей души!';
    expect(splitIntoLines(text, 'ru').filter((line) => /пгт\.$|ул\.$|д\.$/.test(line))).toEqual([]);
    const english = 'We wish you many nice things on this day, e.g. a very large cake and a trip to the sea with us.';
    expect(splitIntoLines(english, 'en').filter((line) => /e\.g\.$/.test(line))).toEqual([]);
  });

  test('never consist of emoji alone', () => {
    expect(splitIntoLines('Поздравляем тебя от всей души! 🎉🎉', 'ru')).toEqual([
      'Поздравляем тебя от всей души! 🎉🎉',
    ]);
  });

  test.each([
    ['a long sentence', `${'Желаю радости, тепла и света каждому дню '.repeat(8)}!`],
    ['a word without end', 'a'.repeat(1_000)],
    ['a row of joined emoji', `да ${'👩‍👩‍👧‍👦'.repeat(60)}`],
    ['a letter with marks without end', `e${'\u{1D165}'.repeat(100)}`],
  ])('%s is cut without losing anything', (_, text) => {
    const lines = splitIntoLines(text, 'ru');
    expect(letters(lines.join(''))).toBe(letters(text));
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(90);
      // PostgreSQL stores no half of a surrogate pair.
      expect(line).not.toMatch(/\p{Cs}/u);
    }
  });

  test('end at a clause in Chinese and Japanese, which put no space after it', () => {
    const [first] = splitIntoLines(`${'祝'.repeat(40)}，${'福'.repeat(70)}。`, 'en');
    expect(first).toBe(`${'祝'.repeat(40)}，`);
  });
});

test.each([
  ['Поздравляем нашего любимого А. С. Иванова из г. Москва, ул. Ленина!', 'ru'],
  ['Дорогой Иван П. Сидоров, мы рады поздравить тебя с праздником!', 'ru'],
  ['Dear Dr. Brown and Mrs. Brown of St. Louis, we wish you joy!', 'en'],
])('initials and abbreviations end no line: %s', (text, language) => {
  for (const line of splitIntoLines(`${text} ${text}`, language)) {
    expect(line).not.toMatch(/(?<!\p{L})(\p{Lu}|г|ул|Dr|Mrs|St)\.$/u);
  }
});
