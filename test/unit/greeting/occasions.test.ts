import { expect, test } from 'vitest';
import { templateFor } from '#root/greeting/occasions.js';
import { templates } from '#root/montage/templates/index.js';

test.each([
  ['С днём рождения! Спасибо, что ты есть.', 'birthday'],
  ['С ДНЕМ РОЖДЕНИЯ', 'birthday'],
  ['Поздравляю с юбилеем!', 'birthday'],
  ['с др!', 'birthday'],
  ['Many happy returns!', 'birthday'],
  ['С Новым годом и Рождеством!', 'new-year'],
  ['С Новым 2027 годом!', 'new-year'],
  ['С новым 2027-м годом', 'new-year'],
  ['С юбилеем свадьбы!', 'wedding'],
  ['С юбилеем компании!', 'neutral'],
  ['Юбилей завода', 'neutral'],
  ['С юбилеем, мама!', 'birthday'],
  ['С юбилеем нашей компании', 'neutral'],
  ['С 10-летием и днём рождения нашего любимого театра!', 'neutral'],
  ['Happy birthday to our company', 'neutral'],
  ["Our company's birthday", 'neutral'],
  ['Happy birthday, dear Anna! The whole team hugs you', 'birthday'],
  ['С днём рождения! Весь коллектив тебя обнимает', 'birthday'],
  ['с днюхой, бро', 'birthday'],
  ['С днём варенья!', 'birthday'],
  ['с днем рожденя', 'birthday'],
  ['с юбелеем', 'birthday'],
  ['HBD Kate', 'birthday'],
  ['happy brithday', 'birthday'],
  ['Новогоднее поздравление', 'new-year'],
  ['Сестра выходит замуж', 'wedding'],
  ['Они женятся', 'wedding'],
  ['С наступающим!', 'new-year'],
  ['С наступающими праздниками', 'new-year'],
  ['С наступающим днём рождения', 'birthday'],
  ['С наступающим 8 Марта', 'neutral'],
  ['с нг, друзья', 'new-year'],
  ['Merry Christmas, and a happy New Year', 'new-year'],
  ['Со свадьбой! Горько!', 'wedding'],
  ['Дорогие молодожёны', 'wedding'],
  ['On your wedding day', 'wedding'],
  ['Большое спасибо за помощь', 'thank-you'],
  ['Thank you for everything', 'thank-you'],
  ['С защитой диплома!', 'neutral'],
  ['Сегодня рождается новая семья', 'neutral'],
  ['Ядро, бодрость, кедр', 'neutral'],
  ['Любви, счастья и др.', 'neutral'],
  ['', 'neutral'],
])('"%s" gets the template %s', (words, template) => {
  expect(templateFor(words, templates)).toBe(template);
});

test('exactly one template is for any other occasion', () => {
  expect(templates.filter(({ occasion }) => occasion === undefined).map(({ name }) => name)).toEqual(['neutral']);
});
