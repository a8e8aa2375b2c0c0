import { isCollective } from '#root/tts/normalise/ru/nouns.js';
import { after, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** How many people there are, and how many of a noun without a singular. */
export const COLLECTIVE: Readonly<Record<string, string>> = {
  2: 'двое',
  3: 'трое',
  4: 'четверо',
  5: 'пятеро',
  6: 'шестеро',
  7: 'семеро',
};

/** The same in the accusative and the genitive. */
export const OF_PEOPLE: Readonly<Record<string, string>> = {
  2: 'двоих',
  3: 'троих',
  4: 'четверых',
  5: 'пятерых',
  6: 'шестерых',
  7: 'семерых',
};

// Nouns without a singular, with their genitive.
const PAIRS: ReadonlyMap<string, string> = new Map(
  'каникулы каникул,сутки суток,ножницы ножниц,очки очков,брюки брюк,джинсы джинсов,шорты шорт,штаны штанов,трусы трусов,колготки колготок,сани саней,санки санок,ворота ворот,качели качелей,духи духов,шахматы шахмат,весы весов,часы часов,именины именин,грабли граблей,роды родов'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

// Names of marks, buses and cards: "5-ка", "на 8-ке".
const NAMES: Readonly<Record<string, string>> = {
  2: 'двой',
  3: 'трой',
  4: 'четвёр',
  5: 'пятёр',
  6: 'шестёр',
  7: 'семёр',
  8: 'восьмёр',
  9: 'девят',
  10: 'десят',
  20: 'двадцат',
  30: 'тридцат',
};

/** Groups of people and things named by a number: "4-ро", "2-е детей", "5-ка". */
export const collectives: readonly Rule[] = [
  wordRule('([4-7])-?(?:ро|еро)', ([, number = '']) => COLLECTIVE[number]),
  // "2 каникулы", "3 сутки".
  wordRule(`([2-4])\\s(${[...PAIRS.keys()].join('|')})`, ([, number = '', noun = '']) =>
    noun === 'часы' || noun === 'весы' ? undefined : `${COLLECTIVE[number]} ${PAIRS.get(noun)}`,
  ),
  // "Родила 3!".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Рр]одил|[Вв]оспитал|[Вв]ырастил|[Уу]сыновил|[Пп]однял)[аи]?\\s(?:уже\\s|сразу\\s)?)([2-7])(?=\\s?(?:$|[.,!?;)])|\\sи\\s\\p{Ll})',
    ([, number = '']) => OF_PEOPLE[number],
  ),
  wordRule('([23])-(?:е|ое)', (match) => {
    const [, noun = ''] = /^\s(\p{Script=Cyrillic}+)/u.exec(after(match)) ?? [];
    return isCollective(noun.toLowerCase()) ? COLLECTIVE[match[1] ?? ''] : undefined;
  }),
  wordRule('(\\d{1,2})-й?(ка|ки|ке|ку|кой|кам|ками|ках)', ([, number = '', ending = '']) => {
    const name = NAMES[number];
    return name === undefined ? undefined : `${name}${ending}`;
  }),
];
