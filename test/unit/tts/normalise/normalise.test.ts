import { describe, expect, test } from 'vitest';
import { splitWords } from '#root/tts/align/words.js';
import { normalise } from '#root/tts/normalise/normalise.js';

describe('text for an engine', () => {
  test.each([
    ['С днём рождения 🎉!', 'ru', 'С днём рождения  !'],
    ['Ура))) Ждём :)', 'ru', 'Ура  Ждём  '],
    ['👨‍👩‍👧 Привет 1️⃣', 'kk', '  Привет  '],
    ['a\u0000b\tc', 'en', 'ab c'],
    ['Тебе 83! 8-)', 'kk', 'Тебе 83!  '],
    ['𝓗𝓪𝓹𝓹𝔂 Ⅳ', 'kk', 'Happy IV'],
    ['with $20', 'en-us', 'with twenty dollars'],
    ['Ура (◕‿◕)', 'ru', 'Ура  '],
    ['8-) :3 =D xD x( 8)) O_o', 'ru', ' '.repeat(13)],
    ['Тебе 83! 8) 0.0', 'kk', 'Тебе 83! 8) 0.0'],
    ['2 =3', 'kk', '2 =3'],
    ['Well ¯\\_(ツ)_/¯', 'en', 'Well  '],
    ['Hi (^_^)', 'en', 'Hi  '],
    ['Love (all of you)', 'en', 'Love (all of you)'],
    ['Құттықтаймын! https://www.egov.kz/cms?x=1.', 'kk', 'Құттықтаймын! egov kz.'],
    ['#туған_күн @aliya', 'kk', ' туған күн  aliya'],
    ['Bonjour. Salut', 'fr', 'Bonjour. Salut'],
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

  test.each([
    ['вес 5 кг яблок', 'ru', 'вес→вес пять→5 килограммов→кг яблок→яблок'],
    ['вес 25 кг', 'ru', 'вес→вес двадцать→25 пять→25 килограммов→кг'],
    ['1 500 ₽ и', 'ru', 'тысяча→1 пятьсот→500 рублей→₽ и→и'],
    ['it weighs 5 kg', 'en', 'it→it weighs→weighs five→5 kilograms→kg'],
  ])('of "%s" says each word where it is written', (written, language, expected) => {
    const { text, source } = normalise(written, { language });
    const words = splitWords(written);
    const placed = splitWords(text).map(({ text: said, from }) => {
      const at = source[from] ?? -1;
      return `${said}→${words.find((word) => at >= word.from && at < word.to)?.text}`;
    });
    expect(placed.join(' ')).toBe(expected);
  });
});
