import { describe, expect, test } from 'vitest';
import { type VoiceWish, wishOf } from '#root/tts/catalogue.js';
import { spokenLanguage } from '#root/tts/spoken-language.js';

const wish = (name: string) => wishOf(name) as VoiceWish;

describe('a greeting', () => {
  test.each([
    ['Поздравляю! Happy birthday!', 'ru-female', 'ru-female'],
    ['Поздравляю!', 'en-male', 'ru-male'],
    ['Happy birthday, dear friend!', 'en-male', 'en-male'],
    ['Туған күніңмен, апа! Бақытты бол!', 'ru-female', 'kk-female'],
    ['Alles Gute zum Geburtstag, liebe Anna!', 'en-female', 'de-female'],
    ['Χρόνια πολλά!', 'ru-male', 'el-male'],
    ['🎉', 'ru-male', 'ru-male'],
  ])('"%s" for %s is spoken by %s', async (text, voice, spoken) => {
    expect((await spokenLanguage(text, wish(voice))).wish).toEqual(wish(spoken));
  });

  test('that names a voice of a language is spoken in it, whatever its letters', async () => {
    const { wish: kept, languages } = await spokenLanguage('Салам, Анна', wish('kk-female'));
    expect(kept).toEqual(wish('kk-female'));
    expect(languages.cyrillic).toBe('kk');
  });

  test.each([
    ['Поздравляю!', 'ru'],
    ['Happy birthday, dear friend!', 'en'],
    ['Alles Gute zum Geburtstag, liebe Anna!', 'de'],
  ])('that names a voice of many languages is spoken by it: "%s" in %s', async (text, language) => {
    const named = wish('openai-nova');
    expect((await spokenLanguage(text, named)).wish).toEqual({ ...named, language });
  });

  test('keeps the voice that it names if that speaks its language', async () => {
    const named = wish('espeak-ru-male');
    expect((await spokenLanguage('Поздравляю!', named)).wish).toBe(named);
  });
});
