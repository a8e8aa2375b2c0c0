import { describe, expect, test } from 'vitest';
import { espeakText } from '#root/tts/engines/espeak/spoken-text.js';

describe('input of espeak-ng', () => {
  test.each([
    ['Hello!', 'en-us', 'Hello!'],
    ['Hello, Анна!', 'ru', 'Hello, Анна!'],
    ['Χρόνια πολλά', 'el', 'Χρόνια πολλά'],
    ['שָׁלוֹם Anna', 'he', 'ש\u00AD\u00ADלו\u00ADם     '],
    ['عيد سعيد', 'ar', 'عيد سعيد'],
    ['祝你生日快乐，Анна', 'cmn', '祝你生日快乐，    '],
    ['おめでとう Anna', 'ja', 'おめでとう     '],
    ['생일 🎉 <b>', 'ko', '생일    b '],
    ['शुभ 25', 'hi', 'शुभ 25'],
    ['শুভ জন্মদিন', 'bn', 'শুভ জন্মদিন'],
    ['பிறந்த நாள்', 'ta', 'பிறந்த நாள்'],
    ['መልካም ልደት', 'am', 'መልካም ልደት'],
    ['Дорогая Әсел, Їжачко', 'ru', 'Дорогая Эсел, Ижачко'],
    ['Всем (и тебе) в 18:30', 'ru', 'Всем (и тебе) в 18:30'],
  ])('for "%s" has the language %s', (text, language, spoken) => {
    expect(espeakText(text, { voiceLanguage: 'en-us', languages: {} })).toEqual({ text: spoken, language });
  });

  test.each(['!!!', '🎉', 'រីករាយ', 'お誕生日'])('for "%s" is undefined', (text) => {
    expect(espeakText(text, { voiceLanguage: 'en-us', languages: {} })).toBeUndefined();
  });

  test('is in the language of the greeting', () => {
    const languages = { cyrillic: 'kk', latin: 'de' };
    const languageOf = (text: string) => espeakText(text, { voiceLanguage: 'en-us', languages });
    expect(languageOf('Туған күніңмен, апа')).toEqual({ language: 'kk', text: 'Туған күніңмен, апа' });
    expect(languageOf('Мама')?.language).toBe('kk');
    expect(languageOf('Alles Gute')?.language).toBe('de');
    expect(languageOf('Χρόνια πολλά')?.language).toBe('el');
  });
});
