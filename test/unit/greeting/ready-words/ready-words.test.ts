import { describe, expect, test } from 'vitest';
import { checkText } from '#root/greeting/check-words.js';
import { fillName } from '#root/greeting/fill-name.js';
import { templateFor } from '#root/greeting/occasions.js';
import { readyWords } from '#root/greeting/ready-words/ready-words.js';
import { tones } from '#root/greeting/ready-words/tones.js';
import { templateNames, templates } from '#root/montage/templates/index.js';

const languages = ['ru', 'en'] as const;
const names = { ru: 'Анна', en: 'Anna' };
const placeholders = { ru: '{имя}', en: '{name}' };
const lengths = { short: [55, 100], warm: [150, 250], formal: [150, 250] } as const;

// Forms that are right for a man or for a woman only.
const GENDERED =
  /(?<!\p{L})(?:дорог(?:ой|ая)|уважаем(?:ый|ая)|мил(?:ый|ая)|любим(?:ый|ая)|счастлив|счастлива|рад|рада|сам|сама)(?!\p{L})/iu;
const PAST = /(?<!\p{L})(?:ты|вы|я) (?:\p{L}+ )?\p{L}+л(?:а|и)?(?!\p{L})/iu;

const all = languages.flatMap((language) =>
  templateNames.flatMap((template) =>
    tones.flatMap((tone) => readyWords(language, template, tone).map((words) => ({ language, template, tone, words }))),
  ),
);

describe.each(all)('$language, $template, $tone: $words', ({ language, template, tone, words }) => {
  test('passes the check of an order with the name filled in', () => {
    const filled = fillName(words, names[language]);
    expect(checkText(filled)).toBe(filled);
    expect(filled).toContain(names[language]);
    expect(filled).not.toMatch(/[{}]/);
    expect(words.split(placeholders[language])).toHaveLength(2);
  });

  test('is as long as its tone asks for', () => {
    const [least, most] = lengths[tone];
    expect(words.length).toBeGreaterThanOrEqual(least);
    expect(words.length).toBeLessThanOrEqual(most);
  });

  test('chooses the template that it is for', () => {
    expect(templateFor(words, templates)).toBe(template);
  });

  test('suits a man and a woman', () => {
    expect(words).not.toMatch(GENDERED);
    expect(words).not.toMatch(PAST);
  });
});

test('no words are there twice', () => {
  expect(new Set(all.map(({ words }) => words)).size).toBe(languages.length * templateNames.length * tones.length * 2);
});

test('a template without words is an error', () => {
  expect(() => readyWords('ru', 'graduation', 'short')).toThrow(RangeError);
});
