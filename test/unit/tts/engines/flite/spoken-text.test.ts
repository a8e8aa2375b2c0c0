import { describe, expect, test } from 'vitest';
import { fliteText } from '#root/tts/engines/flite/spoken-text.js';

describe('input of flite', () => {
  test.each([
    ['Happy birthday, Anna!', 'Happy birthday, Anna!', 'Happy, birthday, Anna'],
    ['“Café” — naïve…', '"Cafe", naive...', 'Cafe, naive'],
    ['Joy 🎉 & love <3', 'Joy and love 3', 'Joy, and, love, 3'],
    ['It’s 100% true', "It's 100% true", "It's, 100%, true"],
    ['Dear Аня, hello', 'Dear Anya, hello', 'Dear, Anya, hello'],
  ])('for "%s" is in ASCII, and lists the words', (text, ascii, listed) => {
    expect(fliteText(text, {})).toMatchObject({ text: ascii, listed });
  });

  test('keeps where each word stands, in code points', () => {
    expect(fliteText('🎉🎉 Joy  and — love', {})?.words.map(({ index }) => index)).toEqual([3, 8, 14]);
  });

  test.each(['', '!!!', '🎉', 'С днём рождения', 'Χρόνια πολλά Anna'])('for "%s" is undefined', (text) => {
    expect(fliteText(text, {})).toBeUndefined();
  });

  test('for a greeting in another language is undefined', () => {
    expect(fliteText('Alles Gute zum Geburtstag', { latin: 'de' })).toBeUndefined();
  });
});
