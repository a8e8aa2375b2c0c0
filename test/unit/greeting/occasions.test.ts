import { expect, test } from 'vitest';
import { occasions, templateFor } from '#root/greeting/occasions.js';
import { templateNames } from '#root/montage/templates/index.js';

test.each([
  ['С днём рождения! Спасибо, что ты есть.', 'birthday'],
  ['С ДНЕМ РОЖДЕНИЯ', 'birthday'],
  ['Поздравляю с юбилеем!', 'birthday'],
  ['с др!', 'birthday'],
  ['Many happy returns!', 'birthday'],
  ['С Новым годом и Рождеством!', 'new-year'],
  ['Merry Christmas, and a happy New Year', 'new-year'],
  ['Со свадьбой! Горько!', 'wedding'],
  ['Дорогие молодожёны', 'wedding'],
  ['On your wedding day', 'wedding'],
  ['Большое спасибо за помощь', 'thank-you'],
  ['Thank you for everything', 'thank-you'],
  ['С защитой диплома!', 'neutral'],
  ['Ядро, бодрость, кедр', 'neutral'],
  ['Любви, счастья и др.', 'neutral'],
  ['', 'neutral'],
])('"%s" is greeted by %s', (words, template) => {
  expect(templateFor(words)).toBe(template);
});

test('every occasion has a template', () => {
  const known = [...occasions.map(([template]) => template), templateFor('')];
  expect(known.sort()).toEqual([...templateNames].sort());
});
