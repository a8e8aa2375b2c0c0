import { addressed } from '#root/tts/normalise/ru/addressed.js';
import { governed } from '#root/tts/normalise/ru/context.js';
import { endsWithNoun, isGiven, isGoal } from '#root/tts/normalise/ru/going.js';
import { CASES, type Case, countOf, DIRECTOR_ENDINGS, fold } from '#root/tts/normalise/ru/grammar.js';
import { after, anyWordRule, before, fullStop, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { places } from '#root/tts/normalise/ru/places.js';
import { caseOfPost } from '#root/tts/normalise/ru/post-case.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// What an abbreviation must stand before: a name, or what says that it is a rank.
const NAME = '(?=\\s?["«“]?\\p{Lu})';
const RANKED = '(?=\\s?\\p{Lu}|\\s(?:в\\sотст|запаса|авиации|полиции|милиции|юстиции|медслужбы|медицинской))';

// "В Н. Новгороде", "Н.-Новгород".
const CITY_ENDINGS: Readonly<Record<string, string>> = { '': 'ий', а: 'его', у: 'ему', е: 'ем', ом: 'им' };

const titles: readonly (readonly [pattern: string, stem: string])[] = [
  [`проф\\.${NAME}`, 'профессор'],
  [`инж\\.${NAME}`, 'инженер'],
  [`акад\\.${NAME}`, 'академик'],
  [`доц\\.${NAME}`, 'доцент'],
  [`тов\\.${NAME}`, 'товарищ'],
  [`ген\\.${NAME}`, 'генерал'],
  ['кап\\.(?=\\s?(?:\\p{Lu}|[123]\\s?р|(?:перв|втор|треть)\\p{Ll}{2,3}\\sранга))', 'капитан'],
  [`подполк\\.${RANKED}`, 'подполковник'],
  [`полк\\.${RANKED}`, 'полковник'],
  [`лейт\\.${RANKED}`, 'лейтенант'],
  [`л-т${RANKED}`, 'лейтенант'],
  [`серж\\.${RANKED}`, 'сержант'],
  [`прап\\.${RANKED}`, 'прапорщик'],
  [`адм\\.${RANKED}`, 'адмирал'],
];
const STREETS: Readonly<Record<string, string>> = { Б: 'Больш', М: 'Мал', Ст: 'Стар', Нов: 'Нов' };
const ACTING: Readonly<Record<Case, string>> = {
  nominative: 'ий',
  genitive: 'его',
  dative: 'ему',
  accusative: 'его',
  instrumental: 'им',
  prepositional: 'ем',
};

const LEADER_ENDINGS: Readonly<Record<string, string>> = { ого: 'я', ому: 'ю', ым: 'ем', ом: 'е' };

// "Стр. 5–7", "кв. 5 и 6".
const SPAN = /^\s?(?:№\s?)?\d+\s?(?:[-–—]|и)\s?\d/u;
const SEVERAL_PLACES: Readonly<Record<string, string>> = {
  страница: 'страницы страниц страницам страницы страницами страницах',
  глава: 'главы глав главам главы главами главах',
  квартира: 'квартиры квартир квартирам квартиры квартирами квартирах',
  дом: 'дома домов домам дома домами домах',
  том: 'тома томов томам тома томами томах',
  пункт: 'пункты пунктов пунктам пункты пунктами пунктах',
};

/** Abbreviations with forms: "в г. Москве", "на ул. Ленина, д. 5", "св. Анны", "профессору". */
export const titled: readonly Rule[] = [
  wordRule(
    '([НВ])\\.[\\s-]{0,2}(?=Новгород(а|у|ом|е)?(?!\\p{L}))',
    ([, letter, ending = '']) =>
      `${letter === 'Н' ? 'Нижн' : 'Велик'}${letter === 'Н' ? CITY_ENDINGS[ending] : (CITY_ENDINGS[ending] ?? '').replace('е', 'о')} `,
  ),
  // "Ул. Б. Садовая", "на М. Бронной".
  wordRule(
    '(?<=(?:[Уу]л\\.|улиц\\p{Ll}+|(?<!\\p{L})(?:[Нн]а|[Пп]о))\\s)([БМ]|Ст|Нов)\\.\\s?(?=\\p{Lu}\\p{Ll}+(ая|ой|ую)(?!\\p{L}))',
    ([, short = '', ending = '']) => `${STREETS[short]}${ending} `,
  ),
  // "Классному рук.".
  wordRule('(?<=(?:[Кк]лассн|[Хх]удожественн|[Нн]аучн)(ый|ого|ому|ым|ом)\\s)рук\\.', (match) =>
    said(match, `руководител${LEADER_ENDINGS[match[1] ?? ''] ?? 'ь'}`),
  ),
  // "С 5 эт.", "на 3 эт.".
  wordRule('(?<=(?<!\\p{L})(на|со?|до|из)\\s\\d{1,2}\\s?)эт\\.', (match) =>
    said(match, `${match[1] === 'на' ? 'этаже' : 'этажа'}${fullStop(match)}`),
  ),
  // "Дом 3 эт.".
  wordRule('(?<=(?<!\\p{L})[Дд](?:ом|ача|омик)\\s(?:в\\s|на\\s)?([2-9])\\s?)эт\\.', (match) =>
    said(match, `${countOf(match[1] ?? '') === 'few' ? 'этажа' : 'этажей'}${fullStop(match)}`),
  ),
  // "Кафе «Уют», 1 эт.".
  wordRule('(?<=(?<![-–\\d])\\d{1,2}\\s)эт\\.', (match) => said(match, `этаж${fullStop(match)}`)),
  // "2-й эт." in words.
  wordRule('(?<=[ыио]й\\s)эт\\.', (match) => `этаж${fullStop(match)}`),
  wordRule('(?<=[ое]м\\s)эт\\.', (match) => `этаже${fullStop(match)}`),
  // "Ул. Гагарина 15 кв 3".
  { pattern: /(?<=\d\p{L}?)\s(?=кв\.?\s?\d)/gu, say: () => ', ' },
  anyWordRule(
    places,
    ([pattern]) => inEitherCase(pattern),
    (match, [, forms]) => {
      const several = SPAN.test(after(match)) ? SEVERAL_PLACES[forms.split(' ')[0] ?? ''] : undefined;
      const place = said(match, formOf((several ?? forms).split(' '), placeCase(match)));
      return `${place}${/^\s*$/.test(after(match)) ? fullStop(match) : ''}`;
    },
  ),
  wordRule('([Сс]т|[Мм]л)\\.(?=\\s?(?:лейт\\.|серж\\.|прап\\.|л-т))', (match) =>
    said(match, `${/ст/i.test(match[0]) ? 'старш' : 'младш'}${ACTING[caseOfPost(match)]}`),
  ),
  anyWordRule(
    titles,
    ([pattern]) => inEitherCase(pattern),
    (match, [, stem]) => said(match, `${stem}${DIRECTOR_ENDINGS[CASES.indexOf(caseOfPost(match))] ?? ''}`),
  ),
  wordRule(
    '[Сс]в\\.(?=\\s?(?:(?:прав|велик|муч|княз|апостол|препод|прор|благов|равноап|отц|отец)\\p{Ll}+\\s){0,2}[«"“]?\\p{Lu})',
    (match) => said(match, `свят${saintEnding(after(match))}`),
  ),
  ...addressed,
];

/** The pattern of an abbreviation of two letters or more, which may begin a sentence. */
function inEitherCase(pattern: string): string {
  return pattern.replace(/^[а-я](?=[а-я])/u, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

const formOf = (forms: readonly string[], inCase: Case) => (forms[CASES.indexOf(inCase)] ?? '').replace('_', ' ');

const OF_ADJECTIVE: Readonly<Record<string, Case>> = {
  ая: 'nominative',
  ый: 'nominative',
  ий: 'nominative',
  ую: 'accusative',
  ого: 'genitive',
  ому: 'dative',
  ом: 'prepositional',
};

/** A place is where something is, unless its name says otherwise: "в г. Москве", "в г. Москву". */
function placeCase(match: RegExpExecArray): Case {
  // "От гл. 2 и гл. 3".
  const left = before(match).replace(/(?:\p{Ll}{1,5}\.\s?(?:№\s?)?\d{1,4}\p{L}?(?:,|\sи)\s)+$/u, '');
  const wanted = governed(left);
  if (/наб(?:ережн\p{Ll}{2}|\.)\s$/iu.test(left)) return 'genitive';
  // "Малого пер.", "на Красную пл.".
  const [, ending = ''] = /\p{Lu}\p{Ll}+(ая|ую|[ыи]й|ого|ому|ом)\s$/u.exec(left) ?? [];
  if (OF_ADJECTIVE[ending] !== undefined) return OF_ADJECTIVE[ending];
  // "300 лет СПб".
  if (/^СП/i.test(match[0]) && /(?<!\p{L})(?:лет|года?)\s$/iu.test(left)) return 'dative';
  // "Вузы Москвы и СПб".
  if (/^СП/i.test(match[0]) && /\p{Lu}\p{Ll}+[ыи]\sи\s$/u.test(left)) return 'genitive';
  // "На ул. Садовую".
  if (/^\s?\p{Lu}\p{Ll}+ую(?!\p{L})/u.test(after(match))) return 'accusative';
  // "Жители д. № 14".
  if (/^д\.?$/iu.test(match[0]) && /(?<!\p{L})(?:жител|жильц|двор|подъезд)\p{Ll}{0,3}\s$/iu.test(left))
    return 'genitive';
  // "2-й Лесной пер.".
  if (/ой\s$/u.test(left) && /^(?:пер|пр)/iu.test(match[0])) return 'nominative';
  // "Московской обл.".
  if (/[ое]й\s$/u.test(left)) return /(?<!\p{L})(?:в|на|о|при)\s\S+\s$/iu.test(left) ? 'prepositional' : 'genitive';
  // "Коллектив д/с № 5", "директору шк. № 7".
  if (wanted[0] === 'nominative' && /^(?:[дв]\/[сч]|шк|гимн|гр)/iu.test(match[0]) && endsWithNoun(left))
    return 'genitive';
  if (/^(?:д\/с|шк|гимн|гр|в\/ч)/iu.test(match[0]) && isGiven(left)) return 'dative';
  if (wanted[0] === 'nominative' && /^обл/iu.test(match[0]) && endsWithNoun(left)) return 'genitive';
  // "Мэру г. Орла", but "наш г. Омск".
  if (wanted[0] === 'nominative' && /^(?:г|ст)\./iu.test(match[0]) && endsWithNoun(left)) return 'genitive';
  // "Больница «Заря» г. Луга".
  if (/^г\./iu.test(match[0]) && /[»"”]\s$/u.test(left)) return 'genitive';
  // "ЗАГС г. Москвы".
  if (
    wanted[0] === 'nominative' &&
    /^г\./iu.test(match[0]) &&
    /^\s?(?!Сочи|Химки|Мытищи|Люберцы)\p{L}+(?:[ыи]|[сц]ка|града|бурга|города|поля|дара|[оеё]ва)(?!\p{L})/u.test(
      after(match),
    )
  ) {
    return 'genitive';
  }
  if (!wanted.includes('prepositional'))
    return wanted[1] === 'genitive' ? 'genitive' : wanted[1] === 'dative' ? 'dative' : (wanted[0] ?? 'nominative');
  if (isGoal(left)) return 'accusative';
  return /^г\./iu.test(match[0]) && /^\s?\p{L}+[ую](?!\p{L})/u.test(after(match)) ? 'accusative' : 'prepositional';
}

function saintEnding(right: string): string {
  const name = fold(/^\s?(?:\p{Ll}+\s)*(\p{L}+)/u.exec(right)?.[1] ?? '');
  const isFeminine =
    /^(?:анн|мари|екатерин|татьян|елен|ольг|ксени|варвар|софи|матрон|нин|людмил|юли|наталь|ирин|вер)/.test(name);
  if (isFeminine) return /[ая]$/.test(name) ? 'ая' : /[ую]$/.test(name) ? 'ую' : 'ой';
  if (/[ая]$/.test(name) && !/^(?:иль|никит|лук|фом)/.test(name)) return 'ого';
  if (/[ую]$/.test(name)) return 'ому';
  if (/[ое]м$/.test(name)) return 'ым';
  return /е$/.test(name) ? 'ом' : 'ой';
}
