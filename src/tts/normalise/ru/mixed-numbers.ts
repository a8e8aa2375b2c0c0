import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { afterFraction } from '#root/tts/normalise/ru/decline.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { fraction } from '#root/tts/normalise/ru/quantity.js';
import { units } from '#root/tts/normalise/ru/unit-nouns.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const UNIT = units.map(([pattern]) => `(?:${pattern})`).join('|');
const byUnit = units.map(([pattern, noun]) => ({ whole: new RegExp(`^(?:${pattern})$`, 'u'), noun }));

/** Fractions with a whole number or with a unit: "1 1/2 года" is "1,5 года", "½ кг", "3/4 л", "1/4 часа". */
export const mixedNumbers: readonly Rule[] = [
  // "2 ст. муки".
  {
    pattern:
      /(?<=\d\s?)ст\.(?=\s(?:сахар|мук|молок|вод[ыу]|рис|кефир|масл|сметан|круп|греч|манк|орех|изюм|ягод|м[её]д|какао|сок|сливок))/gu,
    say: () => 'стак.',
  },
  { pattern: /(?<![\d.,/])(\d{1,3})(?:\s?½|\s1\/2)(?![\d/])/gu, say: ([, whole]) => `${whole},5` },
  wordRule('(?<!\\d)(?:½|1/2|0[,.]5)\\s(часа|года|дня|литра|метра)', (match) => {
    const [, part = ''] = match;
    const isOf = wantedCases(before(match), '')[0] === 'genitive';
    return isOf ? `полу${part}` : `${part.startsWith('л') ? 'пол-' : 'пол'}${part}`;
  }),
  wordRule('1/4(?=\\sчаса)|¼(?=\\sчаса)', () => 'четверть'),
  {
    pattern: new RegExp(`(?<![\\d.,/])(?:½|1/2)(?=\\s?(?:${UNIT})(?![\\p{L}\\d]))`, 'gu'),
    say: ({ index, input }) => (/[\p{L}]$/u.test(input.slice(0, index)) ? undefined : '0,5'),
  },
  wordRule(`(?<!/)(\\d)/(\\d{1,2})\\s?(${UNIT})(?:(?<=\\p{Ll})\\.)?`, (match) => {
    const [, above = '', below = '', unit = ''] = match;
    const noun = byUnit.find(({ whole }) => whole.test(unit))?.noun;
    if (noun === undefined || Number(above) >= Number(below)) return undefined;
    // "Четверть килограмма".
    const part = fraction(above, below, wantedCases(before(match), after(match))[0]).replace(
      /^одн\S+ (?=четверт|трет[ьи])/,
      '',
    );
    return `${part} ${afterFraction(noun)}${fullStop(match)}`;
  }),
];
