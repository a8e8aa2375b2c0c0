import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';
import { withStress } from '#root/tts/normalise/stress.js';

describe('stress marks', () => {
  test.each([
    ['acute', 'За́мок Алё́ны'],
    ['plus', 'З+амок Ал+ёны'],
    [undefined, 'Замок Алёны'],
  ] as const)('in the form "%s" are "%s"', (form, said) => {
    expect(withStress(normalise('За́мок Ал+ёны', { language: 'ru' }), form).text).toBe(said);
  });

  test.each(['acute', 'plus', undefined] as const)(
    'in the form "%s" leave each letter its place in the source',
    (form) => {
      const written = '🎉 За́мок Ал+ёны';
      const { text, source } = withStress(normalise(written, { language: 'ru' }), form);
      const letters = Array.from(text, (letter, index) => [letter, Array.from(written)[source[index] ?? -1]] as const);
      const moved = letters.filter(([said, wrote]) => /\p{L}/u.test(said) && said !== wrote && wrote !== '+');
      expect(moved).toEqual([]);
      expect(source).toHaveLength(Array.from(text).length);
    },
  );
});
