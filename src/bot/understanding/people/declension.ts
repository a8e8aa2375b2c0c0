/** Cases in which a message names a person. The nominative includes how people are called: "мам", "Оль". */
export type Case = 'nominative' | 'genitive' | 'dative' | 'accusative';

type Forms = Record<Case, string>;
type Endings = readonly [genitive: string, dative: string, accusative: string];

// What the rules below would get wrong: stems that change, and nouns without a singular.
const IRREGULAR: Record<string, readonly [stem: string, endings: Endings]> = {
  Пётр: ['Петр', ['а', 'у', 'а']],
  Павел: ['Павл', ['а', 'у', 'а']],
  Лев: ['Льв', ['а', 'у', 'а']],
  Любовь: ['Любов', ['и', 'и', 'ь']],
  Игорёк: ['Игорьк', ['а', 'у', 'а']],
  Санёк: ['Саньк', ['а', 'у', 'а']],
  Олежек: ['Олежк', ['а', 'у', 'а']],
  отец: ['отц', ['а', 'у', 'а']],
  дочь: ['доч', ['ери', 'ери', 'ь']],
  мать: ['мат', ['ери', 'ери', 'ь']],
  сынок: ['сынк', ['а', 'у', 'а']],
  сыночек: ['сыночк', ['а', 'у', 'а']],
  внучок: ['внучк', ['а', 'у', 'а']],
  парень: ['парн', ['я', 'ю', 'я']],
  муженёк: ['муженьк', ['а', 'у', 'а']],
  ребёнок: ['ребёнк', ['а', 'у', 'а']],
  свёкор: ['свёкр', ['а', 'у', 'а']],
  'любовь моя': ['люб', ['ви моей', 'ви моей', 'овь мою']],
  бабушки: ['бабуш', ['ек', 'кам', 'ек']],
  родители: ['родител', ['ей', 'ям', 'ей']],
  друзья: ['друз', ['ей', 'ьям', 'ей']],
  ребята: ['ребят', ['', 'ам', '']],
  дети: ['дет', ['ей', 'ям', 'ей']],
  коллеги: ['коллег', ['', 'ам', '']],
  девочки: ['девоч', ['ек', 'кам', 'ек']],
  девушки: ['девуш', ['ек', 'кам', 'ек']],
  мальчики: ['мальчик', ['ов', 'ам', 'ов']],
  девчонки: ['девчон', ['ок', 'кам', 'ок']],
  мальчишки: ['мальчиш', ['ек', 'кам', 'ек']],
  подружки: ['подруж', ['ек', 'кам', 'ек']],
  подруги: ['подруг', ['', 'ам', '']],
  тётушки: ['тётуш', ['ек', 'кам', 'ек']],
  молодожёны: ['молодожён', ['ов', 'ам', 'ов']],
  дочки: ['доч', ['ек', 'кам', 'ек']],
  сыновья: ['сынов', ['ей', 'ьям', 'ей']],
  внуки: ['внук', ['ов', 'ам', 'ов']],
  мамы: ['мам', ['', 'ам', '']],
  женщины: ['женщин', ['', 'ам', '']],
  бабули: ['бабул', ['ь', 'ям', 'ь']],
  одноклассники: ['одноклассник', ['ов', 'ам', 'ов']],
  соседи: ['сосед', ['ей', 'ям', 'ей']],
  учителя: ['учител', ['ей', 'ям', 'ей']],
  сёстры: ['сест', ['ёр', 'рам', 'ёр']],
  братья: ['брат', ['ьев', 'ьям', 'ьев']],
  солнышко: ['солныш', ['ка', 'ку', 'ко']],
  коллектив: ['коллектив', ['а', 'у', '']],
};
const FEMININE_SOFT = /(?:айгуль|адель|асель|гузель|нинель|севиль|свекровь)$/iu;

// The first ending that matches decides: its replacements in the genitive, the dative and the accusative.
const RULES: readonly (readonly [RegExp, Endings])[] = [
  [/ия$/u, ['ии', 'ии', 'ию']],
  [/(?<=[гкхжчшщ])а$/u, ['и', 'е', 'у']],
  [/а$/u, ['ы', 'е', 'у']],
  [/я$/u, ['и', 'е', 'ю']],
  [/й$/u, ['я', 'ю', 'я']],
  [/ь$/u, ['я', 'ю', 'я']],
  [/(?<=[бвгджзклмнпрстфхцчшщ])$/u, ['а', 'у', 'а']],
];
const ADJECTIVES: readonly (readonly [RegExp, Endings])[] = [
  [/(?<=любим|крёстн|родн)ая$/u, ['ой', 'ой', 'ую']],
  [/(?<=любим|крёстн|родн)(?:ый|ой)$/u, ['ого', 'ому', 'ого']],
];

/** Returns the forms of a name or of a noun for a person. What ends in another vowel stays as it is. */
export function declinePerson(nominative: string): Forms {
  const irregular = IRREGULAR[nominative];
  if (irregular !== undefined) return forms(nominative, irregular[0], irregular[1]);
  if (FEMININE_SOFT.test(nominative)) return forms(nominative, nominative.slice(0, -1), ['и', 'и', 'ь']);
  const rule = [...ADJECTIVES, ...RULES].find(([ending]) => ending.test(nominative));
  if (rule === undefined) return forms(nominative, nominative, ['', '', '']);
  return forms(nominative, nominative.replace(rule[0], ''), rule[1]);
}

function forms(nominative: string, stem: string, [genitive, dative, accusative]: Endings): Forms {
  return {
    nominative,
    genitive: `${stem}${genitive}`,
    dative: `${stem}${dative}`,
    accusative: `${stem}${accusative}`,
  };
}

/** Returns how a name that ends in а or я is called in everyday speech: "Оль", "мам". */
export function callOf(nominative: string): string | undefined {
  if (!/(?<=[бвгджзклмнпрстфхцчшщ])[ая]$/u.test(nominative) || nominative.length < 3) return undefined;
  return nominative.replace(/а$/u, '').replace(/я$/u, 'ь');
}
