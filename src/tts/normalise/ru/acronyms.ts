import { governed } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { spell } from '#root/tts/normalise/ru/letters.js';
import { before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Read by letters although they have a vowel.
const SPELLED = new Set(
  'МГУ ВОВ МФТИ ВШЭ ОРВИ ЮФУ УРФУ ЕАО ПТУ ИНН ОГРН УЗИ ЭКО ООО ОАО ЗАО ПАО ДНК РНК ФИО ЕГЭ ОГЭ ЧП ИП АО ЕС АЗС УК ОВД ИИ ЦРУ ЭКГ ЭВМ АТС ОРЗ АПК ИТР СССР РФ ИТ ОАЭ АЭС УВР АХЧ УВД УМВД УФМС ОБЖ ДОУ МДОУ МБОУ МОУ МАОУ МКОУ МБДОУ МАДОУ ГБОУ ГБУЗ ФГБУ ФГУП МУП ГУП ОТК ОКБ АКПП ГТО ДШИ ДЮСШ ОРТ ЕАЭС ОДКБ АПЛ НЛО ИЖС ОИ ОФП УФСБ ЭКГ ОГЭ'.split(
    ' ',
  ),
);
// Read otherwise than by the names of their letters.
const SPECIAL: Readonly<Record<string, string>> = {
  США: 'сэ шэ а',
  ФРГ: 'фэ эр гэ',
  ФБР: 'фэ бэ эр',
  ООН: 'оо эн',
  СПб: 'Санкт-Петербург',
  СПБ: 'Санкт-Петербург',
  СМС: 'эсэмэс',
  ТВ: 'тэ вэ',
  МКАД: 'мкад',
  МХАТ: 'мхат',
  ГИБДД: 'гэ и бэ дэ дэ',
  КПРФ: 'ка пэ эр эф',
  ЦСКА: 'цэ эс ка',
  МЧС: 'эм че эс',
};
const SOUNDS = /^(?:ХМ+|ГМ+|БРР+|ТСС+|ПСС+|ШШ+|Т+С+|МММ+|ЗЗ+|ХР+|ГР+|ВЖ+|ФР+|НН+|КХМ+|ФСС+|ПФФ+|В|К|С|Ж|Б)$/;

const BIRTHDAY: Partial<Record<Case, string>> = {
  genitive: 'дня',
  dative: 'дню',
  instrumental: 'днём',
  prepositional: 'дне',
};

/** Abbreviations of capital letters, by letters if they cannot be read as a word: "МГУ", but "НАТО". */
export const acronyms: readonly Rule[] = [
  wordRule('СПб', () => 'Санкт-Петербург'),
  wordRule('([сСcC])\\s(ДР)', ([, first = '']) => `${/[СC]/.test(first) ? 'С' : 'с'} днём рождения`),
  // "На ДР", "до ДР".
  wordRule('ДР', (match) => `${BIRTHDAY[governed(before(match))[0] ?? 'nominative'] ?? 'день'} рождения`),
  wordRule('СПб[А-ЯЁ]{1,6}|[А-ЯЁ]{2,6}', ([word]) => {
    const special = SPECIAL[word];
    if (special !== undefined) return special;
    const hasVowel = /[АЕЁИОУЫЭЮЯ]/.test(word);
    // "НГТУ", "КФУ".
    const isUniversity = /^(?:[БВГДЖЗКЛМНПРСТФХЦЧШЩ]{2,4}|[А-Я]{1,2}Г)У$|^СПб/.test(word);
    if (hasVowel ? !(isUniversity || SPELLED.has(word)) : SOUNDS.test(word)) return undefined;
    return spell(word);
  }),
];
