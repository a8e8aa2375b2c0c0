import { combining } from '#root/tts/normalise/ru/cardinal.js';
import { governed } from '#root/tts/normalise/ru/context.js';
import { ENDED, RANKS, SHORT } from '#root/tts/normalise/ru/ended-words.js';
import { feminineCase } from '#root/tts/normalise/ru/feminine-case.js';
import { endsWithNoun, isGiven, isGoal } from '#root/tts/normalise/ru/going.js';
import { CASES, type Case } from '#root/tts/normalise/ru/grammar.js';
import { institutions } from '#root/tts/normalise/ru/institutions.js';
import { after, anyWordRule, before, fullStop, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Their six cases.
const departments: readonly (readonly [pattern: string, forms: string])[] = [
  ...institutions,
  ['[Бб]ухг\\.(?!\\s?уч)', 'бухгалтерия бухгалтерии бухгалтерии бухгалтерию бухгалтерией бухгалтерии'],
  ['[Кк]омн\\.(?!\\s?\\d)', 'комната комнаты комнате комнату комнатой комнате'],
  [
    '(?<=(?:[Мм]л|[Сс]т|[Сс]р|[Пп]од(?:г|гот)|[Лл]ог|[Яя]с)\\.\\s|кажд\\p{Ll}{2}\\s|наш\\p{Ll}{1,2}\\s|\\d-?(?:й|я|ю)\\s)гр\\.(?!\\s?\\d)',
    'группа группы группе группу группой группе',
  ],
  [
    '(?<=(?<!\\p{L})(?:[Сс]да|[Сс]ним|[Кк]уп|[Пп]род|[Нн]ов|[Сс]во|[Вв]аш|[Нн]аш)\\p{Ll}{1,4}\\s)кв\\.(?!\\s?(?:\\d|[кс]?м|фут))',
    'квартира квартиры квартире квартиру квартирой квартире',
  ],
  ['(?<=\\d-?(?:й|я|ю)\\s)кв\\.(?!\\s?[кс]?м)', 'квартира квартиры квартире квартиру квартирой квартире'],
  ['(?<=\\d-?(?:й|го|му|м)\\s)под\\.', 'подъезд подъезда подъезду подъезд подъездом подъезде'],
  ['(?<=\\d-?(?:й|го|му|м)\\s)кл\\.', 'класс класса классу класс классом классе'],
  ['(?<=\\d-?(?:й|го|му|м)\\s)км', 'километр километра километру километр километром километре'],
  ['(?<=\\d-?(?:й|го|му|м)\\s)бат\\.', 'батальон батальона батальону батальон батальоном батальоне'],
  ['(?<=\\d-?(?:я|й|ю)\\s)бриг\\.', 'бригада бригады бригаде бригаду бригадой бригаде'],
  ['[Жж]урн\\.(?=\\s?[«"“])', 'журнал журнала журналу журнал журналом журнале'],
  ['[Гг]аз\\.(?=\\s?[«"“])', 'газета газеты газете газету газетой газете'],
  ['[Зз]в\\.(?=\\s?[«"“])', 'звание звания званию звание званием звании'],
  ['(?<![Нн]ауч\\.\\s)[Сс]отр\\.', 'сотрудники сотрудников сотрудникам сотрудников сотрудниками сотрудниках'],
  ['[Шш]к\\.(?!\\s?(?:№\\s?)?\\d)', 'школа школы школе школу школой школе'],
  ['[Фф]ак\\.', 'факультет факультета факультету факультет факультетом факультете'],
  ['[Кк]аф\\.', 'кафедра кафедры кафедре кафедру кафедрой кафедре'],
  ['[Лл]аб\\.(?!\\s?(?:№\\s?)?\\d)', 'лаборатория лаборатории лаборатории лабораторию лабораторией лаборатории'],
  ['[Оо]тд\\.(?=\\s\\p{Ll}{4})', 'отдел отдела отделу отдел отделом отделе'],
  ['(?<=\\p{L}\\.?\\s|\\d\\s)кат\\.', 'категория категории категории категорию категорией категории'],
  [
    '(?<=заведующ\\p{Ll}+\\s|\\p{Ll}\\.\\s|\\d-?о?(?:е|го|му|м)\\s)отд\\.',
    'отделение отделения отделению отделение отделением отделении',
  ],
];

// "Пр-во РФ", but "мастер пр-ва".
const STATE = /^\s(?:РФ|СССР|России|Москвы|Казахстана|Беларуси|республики|края|области|\p{Lu}\p{Ll}+ской\s)/u;

const FLATS = 'квартира квартиры квартире квартиру квартирой квартире'.split(' ');
const ROOMS = 'ая_квартира ой_квартиры ой_квартире ую_квартиру ой_квартирой ой_квартире'.split(' ');

/** Schools, faculties and the like: "муз. шк.", "зав. каф. физики", "мед. ин-та". */
export const departmentsInShort: readonly Rule[] = [
  wordRule('([Уу]н|[Ии]н|[Зз])-[тд](а|у|ом|е)?', (match) => {
    const [, short = '', ending = ''] = match;
    return said(match, `${SHORT[short.toLowerCase()] ?? ''}${ending}`);
  }),
  // "Пр-ку Ершову", "ф-т".
  wordRule(
    `(${Object.keys(RANKS).join('|')})(а|у|ом|е)?`,
    (match) => {
      const [, short = '', ending = ''] = match;
      const isShop = short.toLowerCase() === 'м-н' && /^\s?[«"“]/u.test(after(match));
      return said(match, `${isShop ? 'магазин' : (RANKS[short.toLowerCase()] ?? '')}${ending}`);
    },
    'i',
  ),
  wordRule(
    `(${Object.keys(ENDED).join('|')})(ь|[аяоеёуюиы]|ом|[её]м|[ое]й|ам|ами|ах)`,
    (match) => {
      const [, short = '', ending = ''] = match;
      const isState = STATE.test(after(match)) && short.toLowerCase() === 'пр-в';
      return said(match, `${isState ? 'правительств' : (ENDED[short.toLowerCase()] ?? '')}${ending}`);
    },
    'i',
  ),
  wordRule('[Дд]оп\\.\\s?обр(?:аз)?\\.', (match) => `${said(match, 'дополнительного образования')}${fullStop(match)}`),
  wordRule('([Гг])р-к(а|и|е|у|ой)', ([, first = '', ending = '']) => `${first}ражданк${ending}`),
  wordRule('([Сс])т-н(а|ы|е|у|ой)', ([, first = '', ending = '']) => `${first}таршин${ending}`),
  wordRule('([Фф])из-р(а|ы|е|у|ой)', ([, first = '', ending = '']) => `${first}изкультур${ending}`),
  // "Ключи от 2-комн. кв.".
  wordRule('(\\d)-?к(?:омн)?\\.?\\s?кв\\.', (match) => {
    const [first = 'nominative', second] = governed(before(match));
    const isObject = first === 'nominative' && /(?:л[аи]?|[еи]м|[еи]шь|ть|[ая]ю)\s$/u.test(before(match));
    const inCase = second === 'prepositional' ? 'prepositional' : isObject ? 'accusative' : first;
    const forms = (ROOMS[CASES.indexOf(inCase)] ?? '').replace('_', ' ');
    return `${combining(match[1] ?? '')}комнатн${forms}${fullStop(match)}`;
  }),
  // "Лётчик I кл.".
  wordRule('(?<=\\p{Ll}\\s[IVX]{1,3}\\s)кл\\.', (match) => `класса${fullStop(match)}`),
  // "4-комнатная кв.".
  wordRule('(?<=(?:ая|ую|[ое]й)\\s)кв\\.(?!\\s?\\d+(?!\\d|\\s?(?:м²|м2|кв\\.?\\s?м|метр)))', (match) => {
    const form = FLATS[CASES.indexOf(feminineCase(before(match)))] ?? '';
    return `${form}${fullStop(match)}`;
  }),
  // "Студенту 2-го к.".
  wordRule('(?<=(?<!\\p{L})[Сс]туден\\p{Ll}+\\s[1-6](?:-?\\p{Ll}{1,2})?\\s)к\\.', (match) => `курса${fullStop(match)}`),
  wordRule('(?<=(?<!\\p{L})на\\s[1-6]-?о?м\\s)к\\.', (match) => `курсе${fullStop(match)}`),
  anyWordRule(
    departments,
    ([pattern]) => pattern,
    (match, [, forms]) => {
      const form = (forms.split(' ')[CASES.indexOf(caseOf(match))] ?? '').replace('_', ' ');
      return `${said(match, form)}${/^\s*$/.test(after(match)) ? fullStop(match) : ''}`;
    },
  ),
];

// A verb before its subject or its object: "открылся маг.", "приглашает рест.".
const DOING = /(?:[аяио]лся|лась|лось|лись|[еиюу]т|тся|[аяуие]ю|[еи]шь)\s$/u;

const OF_ORDINAL: Readonly<Record<string, Case>> = {
  го: 'genitive',
  му: 'dative',
  м: 'prepositional',
  е: 'nominative',
  я: 'nominative',
  ю: 'accusative',
};

function caseOf(match: RegExpExecArray): Case {
  const [, ordinal, ending = ''] = /(\d{1,4}-?о?(го|му|м|е|я|ю|й)\s)$/u.exec(before(match)) ?? [];
  if (ordinal !== undefined) {
    const [first = 'nominative', second] = governed(before(match).slice(0, -ordinal.length));
    // "Лаборанту 2-й кат.": no nominative is feminine.
    if (ending === 'й' && /^(?:кв|кат|бриг|шк|лаб|каф|комн)/i.test(match[0]) && second !== 'prepositional')
      return first === 'nominative' || first === 'accusative' ? 'genitive' : first;
    return OF_ORDINAL[ending] ?? (second === 'prepositional' ? (match[0] === 'км' ? 'accusative' : second) : first);
  }
  const left = before(match)
    .replace(/(?:\p{L}{2,8}\.\s?)+$/u, '')
    // "Судья 1 кат.".
    .replace(/(?<=\p{Ll}\s)\d\s$/u, '')
    // "В маг. «Уют», больн. № 3 и".
    .replace(/(?:\p{Ll}+\.\s(?:№\s?\d+|[«"“][^»"”]{1,40}[»"”])(?:,|\sи)\s)+$/u, '')
    // "Муз. школу и худ. шк.".
    .replace(/(?:\p{L}+\.?\s){1,2}и\s$/u, '');
  const [first = 'nominative', second] = governed(left);
  if (second === 'genitive' && /[ыи]м\s$/u.test(left)) return 'instrumental';
  // "12 высш. кат.".
  if (/\d\s$/u.test(left) && match[0].startsWith('кат')) return 'genitive';
  if (/(?<!\p{L})заведующ\p{Ll}+\s$/iu.test(left)) return 'instrumental';
  // "С каждой гр.".
  if (/^гр/i.test(match[0]) && /\p{L}й\s$/u.test(left)) return feminineCase(left);
  if (/(?<!\p{L})ред\.\s$/iu.test(before(match))) return 'genitive';
  if (isGiven(left)) return 'dative';
  if (second === 'prepositional') return isGoal(left) ? 'accusative' : 'prepositional';
  if (second === 'genitive') return 'genitive';
  return first === 'nominative' && endsWithNoun(left) && !DOING.test(left) ? 'genitive' : first;
}
