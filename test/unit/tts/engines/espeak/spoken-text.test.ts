import { describe, expect, test } from 'vitest';
import { espeakText } from '#root/tts/engines/espeak/spoken-text.js';

describe('input of espeak-ng', () => {
  test.each([
    ['Hello!', 'en-us', 'Hello!'],
    ['Hello, Анна!', 'ru', 'Hello, Анна!'],
    ['Χρόνια πολλά', 'el', 'Χρόνια πολλά'],
    ['שָׁלוֹם Anna', 'he', 'ש\u00AD\u00ADלו\u00ADם     '],
    ['عيد سعيد', 'ar', 'عيد سعيد'],
    ['تولدت مبارک چ', 'fa', 'تولدت مبارک چ'],
    ['祝你生日快乐，Анна', 'cmn', '祝你生日快乐，    '],
    ['おめでとう Anna', 'ja', 'おめでとう     '],
    ['생일 🎉 <b>', 'ko', '생일    b '],
    ['शुभ 25', 'hi', 'शुभ 25'],
    ['Туған күніңмен!', 'kk', 'Туған күніңмен!'],
    ['З днем народження, люба Їжачко!', 'uk', 'З днем народження, люба Їжачко!'],
    ['Са святам, унук! Ўра', 'be', 'Са святам, унук! Ўра'],
    ['Туулган күнүң менен!', 'ky', 'Туулган күнүң менен!'],
    ['Срећан рођендан!', 'sr', 'Срећан рођендан!'],
    ['Chúc mừng sinh nhật!', 'vi', 'Chúc mừng sinh nhật!'],
    ['¡Feliz día!', 'es', ' Feliz día!'],
    ['Люблю =))) и целую <3 :-* xD', 'ru', 'Люблю      и целую          '],
    ['Ура))) Ждём :)', 'ru', 'Ура    Ждём   '],
    ['Всем (и тебе) в 18:30', 'ru', 'Всем (и тебе) в 18:30'],
  ])('for "%s" has the language %s', (text, language, spoken) => {
    expect(espeakText(text, 'en-us')).toEqual({ text: spoken, language });
  });

  test.each(['!!!', '🎉', 'ಕನ್ನಡ', 'お誕生日'])('for "%s" is undefined', (text) => {
    expect(espeakText(text, 'en-us')).toBeUndefined();
  });
});
