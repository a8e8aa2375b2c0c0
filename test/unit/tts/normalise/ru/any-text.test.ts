import { describe, expect, test } from 'vitest';
import { anyTexts, expectLinearTime, expectPlaces } from '../../../../helpers/any-text.js';

// Pieces of the lines that have tests of their own.
const pieces =
  '22|роз|ы|а|с |в |до |к |5|-й|-летие|1990| г.|XXI| век|Пётр |I| |.|,|:|-|–|/|№|₽|$|%|°C|18:30|12.05.1990| мая|½|+7|(912)|@x.ru|https://|#Тег|А. С. |МГУ|и т. д.|г. |ул. |+А|á|о\u0301|🎉|\u00A0|000|1,5| кг|x|Happy|’|"|\n|&|=|_|\uD83C|ё|тыс.| руб.|ночи|-ро|-ка|★|4А, |пн, |гл. |ст. |м. |″|/100 км|2.4.1|нем|трех|до н. э.|к. т. н.|❤|Я |родила |каникулы|гл. 3 и |в/ч |по мат.|всего 1 '.split(
    '|',
  );

describe('any Russian text', () => {
  const texts = anyTexts(pieces, { count: 250, seed: 7 });

  test.each(['cyrillic', 'latin', undefined] as const)('keeps its letters and their places (%s)', (letters) => {
    for (const written of texts) {
      const text = expectPlaces(written, { language: 'ru', ...(letters === undefined ? {} : { letters }) });
      if (/[\p{L}\d]/u.test(written)) expect(text, written).toMatch(/\p{L}/u);
      expect(text, written).not.toMatch(/\d/);
    }
  });

  test.each([
    '1',
    '5 ',
    '1.',
    '.',
    '-',
    ' ',
    '1 000 ',
    '№',
    '5-',
    'I',
    'а.',
    'А. ',
    '+',
    '(5',
    'a@',
    'x.ru/',
    '1:',
    '1А, ',
    'пн, ',
    '70-80-',
    'гл. ',
    'ул. Я ',
    '5″ ',
    '2.4.',
    'МГУ',
    'гл. 3 и ',
    'родила 2 и ',
  ])('of "%s" over and over is read in linear time', (piece) => {
    expectLinearTime(piece, { language: 'ru', letters: 'cyrillic' });
  });
});
