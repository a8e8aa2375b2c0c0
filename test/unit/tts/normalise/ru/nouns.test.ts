import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';
import { nounForm } from '#root/tts/normalise/ru/noun-forms.js';

describe('Russian nouns that people count', () => {
  test.each([
    ['встретил 21 медведя', 'встретил двадцать одного медведя'],
    ['вижу 1 оленя и 1 медаль', 'вижу одного оленя и одну медаль'],
    ['спасибо 1 другу', 'спасибо одному другу'],
    ['1 ломоть хлеба', 'один ломоть хлеба'],
    ['у нас 1 пони и 2 кенгуру', 'у нас один пони и два кенгуру'],
    ['2 леди и 2 юноши', 'две леди и два юноши'],
    ['с 2 дядями и 1 кузнецом', 'с двумя дядями и одним кузнецом'],
    ['жду 2 бабушек', 'жду двух бабушек'],
    ['2 дома и 2 двери', 'два дома и две двери'],
    ['заслуживаешь 1000 аплодисментов', 'заслуживаешь тысячу аплодисментов'],
    ['помоги 1 ёжику и 1 лягушонку', 'помоги одному ёжику и одному лягушонку'],
    ['спас 1 зверёнка', 'спас одного зверёнка'],
    ['прошли 1 сутки', 'прошли одни сутки'],
    ['по итогам 1 полугодия', 'по итогам первого полугодия'],
    ['на тебе 2 варежки, а на мне 1', 'на тебе две варежки, а на мне одна'],
    ['пожарные 3-й ПСЧ', 'пожарные третьей пэ эс че'],
    ['улыбке 1000 лет не надоесть', 'улыбке тысячу лет не надоесть'],
    ['победил 41 соперника', 'победил сорок одного соперника'],
    ['пришло 61 сообщение, прочла 51', 'пришло шестьдесят одно сообщение, прочла пятьдесят одно'],
    ['мы вместе уже 1000 дней', 'мы вместе уже тысячу дней'],
    ['приглашаем 12 реб. и 2 взр. на ужин', 'приглашаем двенадцать детей и двух взрослых на ужин'],
    ['за 2 влюблённых', 'за двух влюблённых'],
  ])('"%s" is said "%s"', (text, words) => {
    expect(normalise(text, { language: 'ru' }).text).toBe(words);
  });

  test.each([
    ['котят', 'masculine', [], ['genitive', 'accusative']],
    ['льва', 'masculine', ['genitive', 'accusative'], []],
    ['отцом', 'masculine', ['instrumental'], []],
    ['детьми', 'masculine', [], ['instrumental']],
    ['открыток', 'feminine', [], ['genitive']],
    ['чаек', 'feminine', [], ['genitive', 'accusative']],
    ['фотографии', 'feminine', ['genitive', 'dative', 'prepositional'], ['nominative', 'accusative']],
    ['ночью', 'feminine', ['instrumental'], []],
    ['желаний', 'neuter', [], ['genitive']],
    ['крыльями', 'neuter', [], ['instrumental']],
  ])('the form "%s" is known', (word, gender, singular, plural) => {
    const found = nounForm(word);
    expect(found?.gender).toBe(gender);
    expect(found?.singular.map((one) => one.case)).toEqual(singular);
    expect(found?.plural).toEqual(plural);
  });
});
