import { describe, expect, test } from 'vitest';
import { rhvoiceText } from '#root/tts/engines/rhvoice/spoken-text.js';

const spoken = (text: string) => Buffer.from(rhvoiceText(text)?.bytes ?? []).toString();

describe('the text for RHVoice', () => {
  test.each([
    ['Ура! 🎉', 'Ура!  '],
    ['<b>да</b> & 5 №', ' b да  b  & 5 №'],
    ['За\u0301мок Алло\u0300', 'За\u0301мок Алло'],
    ['И\u0306ога, е\u0308лка', 'Йога, ёлка'],
    ['Χρόνια да', '       да'],
    ['\0да\ud800', ' да '],
  ])('of "%s" is "%s"', (text, expected) => {
    expect(spoken(text)).toBe(expected);
  });

  test.each(['', ' ', '🎉 👨‍👩‍👧', '!!!', '—', '\ud83c', '生日快乐', '\0'])('of "%s" has nothing to say', (text) => {
    expect(rhvoiceText(text)).toBeUndefined();
  });

  test('finds the code point of each byte', () => {
    const text = '🎉 Ещё, И\u0306ога é Ёж';
    const { bytes, indexAt } = rhvoiceText(text) ?? { bytes: Buffer.of(), indexAt: () => 0 };
    const characters = Array.from(text);
    for (const word of ['Ещё', 'Й', 'Ёж']) {
      const index = characters.indexOf(word === 'Й' ? 'И' : (word[0] ?? ''));
      expect(indexAt(Buffer.from(bytes).indexOf(word)), word).toBe(index);
    }
    expect(indexAt(10_000)).toBe(characters.length);
  });
});
