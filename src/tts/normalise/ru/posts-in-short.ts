const NAME = '(?=\\s?\\p{Lu})';
const OF = '(?=\\s\\p{Ll})';
const OF_UNIT =
  '(?=\\s(?:роты|полка|взвода|батальона|дивиз|бригады|отряда|части|корабля|экипажа|гарнизона|отделения|округа))';

// An abbreviation and the stem of its post, which a name follows.
const NAMED = `
деп депутат
губ губернатор
трен тренер
восп воспитател
учит учител
асп аспирант
ассист ассистент
инсп инспектор
худ художник
комп композитор
корр корреспондент
фельдш фельдшер
конс консультант
студ студент
ефр ефрейтор
мичм мичман
ком командир
митр митрополит
архиеп архиепископ
еп епископ
иером иеромонах
архим архимандрит
свящ священник
вмч великомученик
мч мученик
свт святител
имп император
през президент
бар барон
кн княз
`;

// The same before whose post it is: "пом. директора".
const OF_SOMETHING = `
пом помощник
инсп инспектор
ред редактор
деп депутат
асп аспирант
студ студент
восп воспитател
`;

/** Posts, ranks and titles of churchmen by their abbreviations, with their stems. */
export const postsInShort: readonly (readonly [pattern: string, stem: string])[] = [
  ...linesOf(NAMED, NAME),
  ...linesOf(OF_SOMETHING, OF),
  ['(?<![Зз]ав\\.\\s)[Бб]ибл\\.(?=\\s?\\p{Lu}\\p{Ll}*(?:[ая]|е|ой|ы)(?!\\p{L}))', 'библиотекар'],
  [`[Кк]ом\\.${OF_UNIT}`, 'командир'],
  [
    '[Мм]ин\\.(?=\\s(?:культур|образов|просвещ|оборон|здравоохр|спорт|труд|финанс|иностр|внутр|сельск|экон|юст))',
    'министр',
  ],
];

function linesOf(lines: string, after: string): [pattern: string, stem: string][] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [short = '', stem = ''] = line.split(' ');
      return [`[${short.charAt(0).toUpperCase()}${short.charAt(0)}]${short.slice(1)}\\.${after}`, stem];
    });
}
