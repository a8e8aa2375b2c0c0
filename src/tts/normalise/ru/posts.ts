import { governed, wantedCases } from '#root/tts/normalise/ru/context.js';
import { departmentsInShort } from '#root/tts/normalise/ru/departments.js';
import { type Agreement, CASES, type Case, choose, DIRECTOR_ENDINGS } from '#root/tts/normalise/ru/grammar.js';
import { type Following, following, singular } from '#root/tts/normalise/ru/nouns.js';
import { HARD_ENDINGS, ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, anyWordRule, before, fullStop, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { holderOf } from '#root/tts/normalise/ru/post-case.js';
import { postsInShort } from '#root/tts/normalise/ru/posts-in-short.js';
import { adjectives } from '#root/tts/normalise/ru/short-adjectives.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SOFT = ['ь', 'я', 'ю', 'я', 'ем', 'е'];
const IN_Y = ['й', 'я', 'ю', 'я', 'ем', 'е'];
const ADJECTIVE = ['ий', 'его', 'ему', 'его', 'им', 'ем'];
const CITIZEN = ['ин', 'ина', 'ину', 'ина', 'ином', 'ине'];
const OF_WOMAN = ['ая', 'ей', 'ей', 'ую', 'ей', 'ей'];
const HARD = ['ый', 'ого', 'ому', 'ого', 'ым', 'ом'];

const ENDINGS_OF_WOMEN: ReadonlyMap<readonly string[], readonly string[]> = new Map([
  [ADJECTIVE, OF_WOMAN],
  [HARD, ['ая', 'ой', 'ой', 'ую', 'ой', 'ой']],
  [CITIZEN, ['ка', 'ки', 'ке', 'ку', 'кой', 'ке']],
]);

const CHURCH =
  '(?=\\s?(?:Серги|Иоанн|Александр|Алекси|Алексе|Никола|П[её]тр|Павл|Павел|Михаил|Д[ми]+три|Васили|Георги|Владимир|Андре|Кирилл|Тихон|Игор|Олег|Виктор|Серафим|Илари|Гаври|Макси|Роман|Константин|Евгени|Анатоли|Борис|Глеб|Даниил|Илья|Ильи|Илье|Фео|Матфе|Лук[аиу]|Марк|Фом)(?:й|я|ю|ем|е|а|у|ом|ы|ь|им)?(?!\\p{L}))';
const OF = '(?=\\s(?:\\p{Ll}|\\p{Lu}{2}))';

// Posts of people, by the stem and the endings of the whole word.
const posts: readonly (readonly [pattern: string, stem: string, endings: readonly string[]])[] = [
  [`[Зз]ав\\.${OF}`, 'заведующ', ADJECTIVE],
  [
    `[Нн]ач\\.(?=\\s(?!квартал|год|век|мая|лета|класс|кл\\.|школ|(?:сеанс|концерт|матч|занят|урок|спектак|вечер|праздник|банкет|церемони|торжеств|мероприят|фильм|регистрац)|(?:в|с|во|со|около|после|к|ровно|на)\\s)\\p{Ll})`,
    'начальник',
    DIRECTOR_ENDINGS,
  ],
  [
    `[Дд]ир(?:ект)?\\.${OF}|(?<=(?:[Гг]ен|[Ии]сп|[Тт]ех|[Кк]омм?|[Хх]уд|[Зз]ам)\\.\\s?)дир\\.`,
    'директор',
    DIRECTOR_ENDINGS,
  ],
  [`[Пп]реп\\.${CHURCH}`, 'преподобн', HARD],
  [`[Пп]реп\\.(?=\\s(?:\\p{Ll}|\\p{Lu}))`, 'преподавател', SOFT],
  ['(?<=(?:[Нн]ар|[Зз]асл)\\.\\s?)арт\\.', 'артист', DIRECTOR_ENDINGS],
  [`(?<=(?:[Хх]уд|[Кк]л|[Мм]уз)\\.\\s?)рук\\.|[Рр]ук\\.${OF}`, 'руководител', SOFT],
  ['(?<=(?:[Гг]л(?:ав)?|[Сс]т)\\.\\s?)бухг\\.', 'бухгалтер', DIRECTOR_ENDINGS],
  ['[Рр]еж\\.(?=\\s\\p{L})', 'режиссёр', DIRECTOR_ENDINGS],
  ['[Вв]ед\\.(?=\\s(?:концерт|вечер|программ|праздник|церемони|передач|шоу|мероприят))', 'ведущ', ADJECTIVE],
  [`[Пп]ред\\.${OF}`, 'председател', SOFT],
  [`[Сс]екр\\.${OF}`, 'секретар', SOFT],
  [
    '[Пп]роф\\.(?!\\s?(?:\\p{Lu}|праздник|союз|училищ|образ|рост|мастер|деят|уров|успех|достиж|качеств|навык))',
    'профессор',
    DIRECTOR_ENDINGS,
  ],
  [
    '[Гг]р\\.(?=\\s(?:\\p{Lu}\\.\\s?)*\\p{Lu}\\p{Ll}+(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ы?м|ой|ая|ую|о[гм][оу]|им|ий)?(?!\\p{L}))',
    'граждан',
    CITIZEN,
  ],
  ['[Кк]анд\\.(?=\\s)', 'кандидат', DIRECTOR_ENDINGS],
  ['(?:[Дд]ок|[Дд]окт)\\.(?=\\s(?:\\p{Ll}+\\.?\\s)?наук)', 'доктор', DIRECTOR_ENDINGS],
  ['[Чч]л\\.(?=\\s(?:\\p{Ll}|\\p{Lu}{2}))', 'член', DIRECTOR_ENDINGS],
  ['[Чч]л\\.-\\s?корр?\\.', 'член-корреспондент', DIRECTOR_ENDINGS],
  ['[Тт]ов\\.(?=\\s\\p{Ll})', 'товарищ', DIRECTOR_ENDINGS],
  [`[Пп]рот\\.${CHURCH}`, 'протоиере', IN_Y],
  [`[Аа]п\\.${CHURCH}`, 'апостол', DIRECTOR_ENDINGS],
  [`[Оо]\\.${CHURCH}`, 'отц', DIRECTOR_ENDINGS],
  [`[Зз]ам\\.(?=\\s\\p{Ll})`, 'заместител', SOFT],
  ['[Пп]рп\\.(?=\\s?\\p{Lu})', 'преподобн', HARD],
  ['[Уу]полн\\.(?=\\s)', 'уполномоченн', HARD],
  ['[Рр]яд\\.(?=\\s?\\p{Lu})', 'рядов', ['ой', 'ого', 'ому', 'ого', 'ым', 'ом']],
  ['[Оо]тв\\.(?=\\sза\\s)', 'ответственн', HARD],
  ['[Пп]рав\\.(?=\\s\\p{Lu})', 'праведн', HARD],
  ['[Бб]лгв\\.(?=\\s)', 'благоверн', HARD],
  ['[Рр]авноап\\.(?=\\s)', 'равноапостольн', HARD],
  ['[Вв]мц\\.(?=\\s)', 'великомучениц', ['а', 'ы', 'е', 'у', 'ей', 'е']],
  ['[Мм]чц\\.(?=\\s)', 'мучениц', ['а', 'ы', 'е', 'у', 'ей', 'е']],
  ['(?<=(?:[Сс]т|[Гг]л|[Пп]роц)\\.\\s)м/с', 'медсестр', ['а', 'ы', 'е', 'у', 'ой', 'е']],
  ...postsInShort.map(
    ([pattern, stem]) => [pattern, stem, /(?:тел|кар|княз)$/.test(stem) ? SOFT : DIRECTOR_ENDINGS] as const,
  ),
];

const POST =
  /^(?:лейтенант|сержант|прапорщик|сотрудник|преподавател|воспитател|врач|бухгалтер|тренер|инженер|редактор|экономист|артист|художник|учител|директор|руководител|механик|агроном|технолог|специалист)/;

/** Posts, then the adjectives before them: "гл. врачу", "зав. кафедрой", "нар. арт. России", "о. Сергию". */
export const posted: readonly Rule[] = [
  anyWordRule(
    posts,
    ([pattern]) => pattern,
    (match, [, stem, endings]) => {
      const holder = holderOf(match);
      const isFather = stem === 'отц' && holder.case === 'nominative';
      const forms = (holder.isWoman ? ENDINGS_OF_WOMEN.get(endings) : undefined) ?? endings;
      return said(match, isFather ? 'отец' : `${stem}${forms[CASES.indexOf(holder.case)] ?? ''}`);
    },
  ),
  wordRule(
    '[Гг]в\\.(?=\\s(?:ст\\.|мл\\.|старш|младш|серж|лейт|капитан|майор|подполк|полк\\.|полковник|рядов|ефрейтор|прап|мичман|генерал))',
    (match) => said(match, 'гвардии'),
  ),
  wordRule('[Ии]\\.\\s?о\\.', (match) => {
    const holder = holderOf(match);
    const forms = holder.isWoman ? OF_WOMAN : ADJECTIVE;
    return said(match, `исполняющ${forms[CASES.indexOf(holder.case)] ?? ''} обязанности`);
  }),
  // "Кап. 2 ранга", "кап. 3 р.".
  wordRule(
    '(?<=(?<!\\p{L})[Кк]ап(?:\\.|итан\\p{Ll}{0,2})\\s?)([123])(?:-го)?\\s?(?:р\\.|ранга)',
    (match) => `${ordinal(match[1] ?? '', { case: 'genitive', gender: 'masculine' })} ранга${fullStop(match)}`,
  ),
  wordRule('[Мм]ед\\.(?=\\s?службы)', (match) => said(match, 'медицинской')),
  wordRule('[Яя]з\\.', (match) => {
    // "Учитель англ. яз. и рус. яз.": the language of something.
    const left = before(match).replace(/(?:\S+\.\s?яз\.\s?и\s)?\S+\.\s?$/u, '');
    const [first = 'nominative', second] = governed(left);
    const direct = /\p{Ll}\s$/u.test(left) ? 'genitive' : 'nominative';
    const inCase = second === 'dative' ? 'dative' : first === 'nominative' ? direct : first;
    return said(match, `язык${DIRECTOR_ENDINGS[inCase === 'accusative' ? 0 : CASES.indexOf(inCase)] ?? ''}`);
  }),
  ...departmentsInShort,
  anyWordRule(
    adjectives,
    ([pattern]) => pattern,
    (match, [, stem]) => {
      // "5-го танк. полка", "22-я гв. танк. бригада".
      const [, ending = ''] = /\d-?о?(го|му|я|ю)\s(?:\p{Ll}+(?:ая|ую)\s)?$/u.exec(before(match)) ?? [];
      const shown = { го: 'ого', му: 'ому', я: 'ая', ю: 'ую' }[ending];
      if (shown !== undefined) return said(match, spelledAfter(stem, shown));
      const next = following(after(match).replace(MORE_ADJECTIVES, ''));
      const possible = singular(next);
      const isPost = POST.test(next.noun ?? '');
      const isThing = /^язык/.test(next.noun ?? '');
      const fitting = possible.filter(
        ({ gender, animate }) => (gender === 'masculine' || !(isPost || isThing)) && !(isThing && animate === true),
      );
      const wanted = wantedBefore(before(match));
      const plural = isPost ? undefined : pluralEnding(next, fitting, before(match));
      if (plural !== undefined) return said(match, spelledAfter(stem, plural));
      const agreement = choose(fitting, wanted);
      return said(match, spelledAfter(stem, endingOf(isPost ? { ...agreement, animate: true } : agreement)));
    },
  ),
];

// "3-й гв. танк. бригады": the noun comes after all adjectives.
const MORE_ADJECTIVES = /^(?:\s?\p{Ll}{2,8}\.)+(?=\s\p{Ll})/u;

function endingOf({ case: inCase, gender, animate }: Agreement): string {
  const isLiving = inCase === 'accusative' && animate === true && gender === 'masculine';
  return HARD_ENDINGS[isLiving ? 'genitive' : inCase][gender === 'masculine' ? 0 : gender === 'feminine' ? 1 : 2];
}

const SOFT_VOWELS: Readonly<Record<string, string>> = { ы: 'и', а: 'я', о: 'е', у: 'ю' };

// "Городской": the stress is on the ending.
const STRESSED_ENDING = /^(?:городск|областн|мужск|морск|больш|речн|трудов|духов|хоров|основн)$/;

function spelledAfter(stem: string, ending: string): string {
  if (STRESSED_ENDING.test(stem) && ending === 'ый') return `${stem}ой`;
  if (/(?:сред|домаш|новогод)н$/.test(stem))
    return `${stem}${ending
      .replace(/^[ыаоу]/, (vowel) => SOFT_VOWELS[vowel] ?? vowel)
      .replace(/я[ая]$/, 'яя')
      .replace(/ее?$/, 'ее')}`;
  const soft = /[жшчщ]$/.test(stem) && stem !== 'больш' ? ending.replace(/^о/, 'е') : ending;
  return `${stem}${/[кгхжшчщ]$/.test(stem) ? soft.replace(/^ы/, 'и') : soft}`;
}

/** "С Днём ж/д войск": a day of something. */
function wantedBefore(left: string): readonly Case[] {
  // "200 г слив. масла".
  if (/\d\s?(?:к?г|гр|м?л|шт|уп|стак|(?:ст|ч)\.\s?л)\.?\s$/iu.test(left)) return ['genitive'];
  return /(?<!\p{L})[Дд](?:ень|н[яюе]|нём|нем)\s$/u.test(left) ? ['genitive'] : wantedCases(left, '');
}

/** Returns the ending before several things: "ж/д билеты", "гос. наград". Undefined before one. */
function pluralEnding({ noun = '' }: Following, singular: readonly Agreement[], left: string): string | undefined {
  // "12 высш. категории".
  if (/^категории$/.test(noun) && /\d\s$/u.test(left)) return 'ой';
  const wanted = wantedBefore(left);
  if (/[ая]ми$/.test(noun)) return 'ыми';
  if (/\p{L}{2}[ое]в$/u.test(noun)) return 'ых';
  if (/.{3}[ая]м$/.test(noun)) return 'ым';
  if (/.{3}[ая]х$/.test(noun)) return 'ых';
  if (singular.some((one) => wanted.includes(one.case))) return undefined;
  // "Ветераны гв. дивизии": after a noun it is one thing.
  const isSeveral = wanted[0] === 'accusative' || /(?:^|[^\p{L}\s]\s?|(?<!\p{L})и\s)$/u.test(left);
  if (/[ыи]$/.test(noun) && isSeveral) return 'ые';
  return wanted[0] === 'genitive' && !/[аеиоуыэюя]$/.test(noun) ? 'ых' : undefined;
}
