/** The cases of Russian besides the nominative. */
export const obliqueCases = ['genitive', 'dative', 'accusative', 'instrumental', 'prepositional'] as const;

export type ObliqueCase = (typeof obliqueCases)[number];

type Forms = Record<'nominative' | ObliqueCase, string>;
type Endings = readonly [genitive: string, dative: string, accusative: string];

// What the rules below would get wrong: stems that change, and nouns without a singular.
const IRREGULAR: Record<string, readonly [stem: string, endings: Endings]> = {
  Ия: ['И', ['и', 'и', 'ю']],
  Пётр: ['Петр', ['а', 'у', 'а']],
  Павел: ['Павл', ['а', 'у', 'а']],
  Лев: ['Льв', ['а', 'у', 'а']],
  Любовь: ['Любов', ['и', 'и', 'ь']],
  Игорёк: ['Игорьк', ['а', 'у', 'а']],
  Санёк: ['Саньк', ['а', 'у', 'а']],
  Олежек: ['Олежк', ['а', 'у', 'а']],
  ма: ['ма', ['', '', '']],
  па: ['па', ['', '', '']],
  отец: ['отц', ['а', 'у', 'а']],
  дочь: ['доч', ['ери', 'ери', 'ь']],
  мать: ['мат', ['ери', 'ери', 'ь']],
  сынок: ['сынк', ['а', 'у', 'а']],
  пёс: ['пс', ['а', 'у', 'а']],
  щенок: ['щенк', ['а', 'у', 'а']],
  питомец: ['питомц', ['а', 'у', 'а']],
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
  мужчины: ['мужчин', ['', 'ам', '']],
  пацаны: ['пацан', ['ов', 'ам', 'ов']],
  ангелочек: ['ангелочк', ['а', 'у', 'а']],
  котёнок: ['котёнк', ['а', 'у', 'а']],
  мужики: ['мужик', ['ов', 'ам', 'ов']],
  учительницы: ['учительниц', ['', 'ам', '']],
  воспитатели: ['воспитател', ['ей', 'ям', 'ей']],
  сотрудники: ['сотрудник', ['ов', 'ам', 'ов']],
  тренеры: ['тренер', ['ов', 'ам', 'ов']],
  врачи: ['врач', ['ей', 'ам', 'ей']],
  папы: ['пап', ['', 'ам', '']],
  выпускники: ['выпускник', ['ов', 'ам', 'ов']],
  бабули: ['бабул', ['ь', 'ям', 'ь']],
  одноклассники: ['одноклассник', ['ов', 'ам', 'ов']],
  соседи: ['сосед', ['ей', 'ям', 'ей']],
  сестрёнки: ['сестрён', ['ок', 'кам', 'ок']],
  братишки: ['братиш', ['ек', 'кам', 'ек']],
  гости: ['гост', ['ей', 'ям', 'ей']],
  сваты: ['сват', ['ов', 'ам', 'ов']],
  кумовья: ['кум', ['овьёв', 'овьям', 'овьёв']],
  подписчики: ['подписчик', ['ов', 'ам', 'ов']],
  родственники: ['родственник', ['ов', 'ам', 'ов']],
  ученики: ['ученик', ['ов', 'ам', 'ов']],
  студенты: ['студент', ['ов', 'ам', 'ов']],
  клиенты: ['клиент', ['ов', 'ам', 'ов']],
  партнёры: ['партнёр', ['ов', 'ам', 'ов']],
  учителя: ['учител', ['ей', 'ям', 'ей']],
  сёстры: ['сест', ['ёр', 'рам', 'ёр']],
  братья: ['брат', ['ьев', 'ьям', 'ьев']],
  солнышко: ['солныш', ['ка', 'ку', 'ко']],
  коллектив: ['коллектив', ['а', 'у', '']],
};
const FEMININE_SOFT =
  /(?:айгуль|адель|асель|ассоль|г[уюы]зель|любовь|нинель|рахиль|руфь|севиль|эсфирь|юдифь|свекровь)$/iu;

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
  [/(?<=любим|крёстн|родн|дорог|мил|уважаем)ая$/iu, ['ой', 'ой', 'ую']],
  [/(?<=любим|крёстн|родн|дорог|мил|уважаем|^сер)(?:ый|ой)$/iu, ['ого', 'ому', 'ого']],
];

const irregulars = new Map(Object.entries(IRREGULAR).map(([nominative, declined]) => [fold(nominative), declined]));

function fold(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}

/** Returns whether it is one of the women's names that end as "Любовь" does. */
export function isFeminineSoft(nominative: string): boolean {
  return FEMININE_SOFT.test(nominative);
}

// Stressed at the end, which the letters do not show.
const STRESSED: Record<string, string> = {
  врачу: 'врачом',
  илье: 'ильёй',
  кузьме: 'кузьмой',
  малышу: 'малышом',
  отцу: 'отцом',
  'любви моей': 'любовью моей',
};

/**
 * Returns the forms of a first name or of a noun for a person, written as in a dictionary or with a capital letter. What
 * ends in another vowel stays as it is.
 */
export function declinePerson(nominative: string): Forms {
  const irregular = irregulars.get(fold(nominative));
  if (irregular !== undefined) return forms(nominative, nominative.slice(0, 1) + irregular[0].slice(1), irregular[1]);
  if (isFeminineSoft(nominative)) return forms(nominative, nominative.slice(0, -1), ['и', 'и', 'ь']);
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
    instrumental: instrumentalOf(nominative, `${stem}${dative}`),
    prepositional: prepositionalOf(nominative, `${stem}${dative}`),
  };
}

const ADJECTIVE_DATIVE = /(любим|крёстн|родн|дорог|мил|уважаем|^сер)ому$/iu;

/** The dative and the nominative show it. */
function instrumentalOf(nominative: string, dative: string): string {
  const stressed = STRESSED[dative.toLowerCase()];
  if (stressed !== undefined) return dative.slice(0, 1) + stressed.slice(1);
  if (dative === nominative || dative.endsWith('ой')) return dative;
  if (/[ая]$/u.test(nominative) && /[еи]$/u.test(dative)) {
    return nominative.replace(/(?<=[жчшщц])а$|я$/u, 'ей').replace(/а$/u, 'ой');
  }
  return dative
    .replace(/(?<=[ая])м$/u, 'ми')
    .replace(ADJECTIVE_DATIVE, (_, stem: string) => `${stem}${stem.endsWith('г') ? 'им' : 'ым'}`)
    .replace(/(?<=[жчшщц])у$|ю$/u, 'ем')
    .replace(/у$/u, 'ом')
    .replace(/(?<![ам])и$/u, 'ью');
}

function prepositionalOf(nominative: string, dative: string): string {
  if (dative === nominative) return dative;
  return dative
    .replace(/(?<=[ая])м$/u, 'х')
    .replace(ADJECTIVE_DATIVE, '$1ом')
    .replace(/(?<=и)ю$/u, 'и')
    .replace(/[ую]$/u, 'е');
}
