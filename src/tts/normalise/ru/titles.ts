import { governed } from '#root/tts/normalise/ru/context.js';
import { CASES, type Case, DIRECTOR_ENDINGS, fold } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, said, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// What an abbreviation must stand before: a name, a number, or either.
const NAME = '(?=\\s?["«“]?\\p{Lu})';
const RANKED = '(?=\\s?\\p{Lu}|\\s(?:в\\sотст|запаса|авиации|полиции|милиции|юстиции|медслужбы))';
const NUMBER = '(?=\\s?(?:№\\s?)?\\d)';

// "В Н. Новгороде", "Н.-Новгород".
const CITY_ENDINGS: Readonly<Record<string, string>> = { '': 'ий', а: 'его', у: 'ему', е: 'ем', ом: 'им' };

/** Abbreviations with their six cases. */
const nouns: readonly (readonly [pattern: string, forms: string])[] = [
  [`г\\.${NAME}`, 'город города городу город городом городе'],
  [`гор\\.${NAME}`, 'город города городу город городом городе'],
  ['ул\\.', 'улица улицы улице улицу улицей улице'],
  [
    `(?:пр|просп|пр-кт)\\.?${NAME}|(?<=[иы]й\\s)пр(?:осп)?\\.`,
    'проспект проспекта проспекту проспект проспектом проспекте',
  ],
  [`пл\\.${NAME}`, 'площадь площади площади площадь площадью площади'],
  [`пер\\.${NAME}`, 'переулок переулка переулку переулок переулком переулке'],
  [
    'наб\\.(?=\\s?(?:[рк]|кан)\\.)|наб\\.(?=\\s?["«“]?\\p{Lu})',
    'набережная набережной набережной набережную набережной набережной',
  ],
  [`бул\\.${NAME}`, 'бульвар бульвара бульвару бульвар бульваром бульваре'],
  [`ш\\.${NAME}`, 'шоссе шоссе шоссе шоссе шоссе шоссе'],
  [`пос\\.${NAME}`, 'посёлок посёлка посёлку посёлок посёлком посёлке'],
  ['ст\\.(?=\\s?м\\.)', 'станция станции станции станцию станцией станции'],
  [`м\\.${NAME}`, 'метро метро метро метро метро метро'],
  [`п-ов${NAME}`, 'полуостров полуострова полуострову полуостров полуостровом полуострове'],
  ['д/с', 'детский_сад детского_сада детскому_саду детский_сад детским_садом детском_саду'],
  ['ж/д', 'железная_дорога железной_дороги железной_дороге железную_дорогу железной_дорогой железной_дороге'],
  ['з/п', 'зарплата зарплаты зарплате зарплату зарплатой зарплате'],
  [`ост\\.${NAME}`, 'остановка остановки остановке остановку остановкой остановке'],
  [`ст-ца${NAME}`, 'станица станицы станице станицу станицей станице'],
  [`х(?:ут)?\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'хутор хутора хутору хутор хутором хуторе'],
  [`пр-д(?=\\s)`, 'проезд проезда проезду проезд проездом проезде'],
  ['мкр(?:\\.|-н)', 'микрорайон микрорайона микрорайону микрорайон микрорайоном микрорайоне'],
  [`д\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'деревня деревни деревне деревню деревней деревне'],
  ['т\\.(?=\\s?\\d{1,2}(?!\\d))', 'том тома тому том томом томе'],
  [`(?<!т\\.\\s?)п\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'посёлок посёлка посёлку посёлок посёлком посёлке'],
  [`дер\\.${NAME}`, 'деревня деревни деревне деревню деревней деревне'],
  [`с\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'село села селу село селом селе'],
  [`о\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'остров острова острову остров островом острове'],
  [`оз\\.${NAME}`, 'озеро озера озеру озеро озером озере'],
  [`р\\.${NAME}(?=\\s?\\p{Lu}\\p{Ll})`, 'река реки реке реку рекой реке'],
  ['(?<=набережн\\p{Ll}{2}\\s)к(?:ан)?\\.', 'канал канала каналу канал каналом канале'],
  ['[Тт]ел\\.', 'телефон телефона телефону телефон телефоном телефоне'],
  [
    'СПб|СПБ|спб',
    'Санкт-Петербург Санкт-Петербурга Санкт-Петербургу Санкт-Петербург Санкт-Петербургом Санкт-Петербурге',
  ],
  ['(?<=(?<!\\p{L})(?:[ИиВв]з?|[Дд]о)\\s)(?:МСК|[Мм]ск)', 'Москва Москвы Москве Москву Москвой Москве'],
  ['обл\\.', 'область области области область областью области'],
  [`д\\.${NUMBER}`, 'дом дома дому дом домом доме'],
  [`(?:кв)\\.${NUMBER}`, 'квартира квартиры квартире квартиру квартирой квартире'],
  [`к(?:орп)?\\.${NUMBER}`, 'корпус корпуса корпусу корпус корпусом корпусе'],
  [
    `(?<=(?:дом|корпус|улиц|проспект|пр-т|переул|шоссе|бульвар|площад|набережн|адрес)[^.!?\\n]{1,30})стр\\.${NUMBER}`,
    'строение строения строению строение строением строении',
  ],
  [`стр\\.${NUMBER}`, 'страница страницы странице страницу страницей странице'],
  [`с\\.${NUMBER}`, 'страница страницы странице страницу страницей странице'],
  [`пом\\.${NUMBER}`, 'помещение помещения помещению помещение помещением помещении'],
  [`лит\\.(?=\\s?[А-ЯЁ](?!\\p{L}))`, 'литера литеры литере литеру литерой литере'],
  [`шк\\.${NUMBER}`, 'школа школы школе школу школой школе'],
  [`каб\\.${NUMBER}`, 'кабинет кабинета кабинету кабинет кабинетом кабинете'],
  [`оф\\.${NUMBER}`, 'офис офиса офису офис офисом офисе'],
  [`ауд\\.${NUMBER}`, 'аудитория аудитории аудитории аудиторию аудиторией аудитории'],
  [`эт\\.${NUMBER}`, 'этаж этажа этажу этаж этажом этаже'],
  [`под\\.${NUMBER}`, 'подъезд подъезда подъезду подъезд подъездом подъезде'],
  [`ваг\\.${NUMBER}`, 'вагон вагона вагону вагон вагоном вагоне'],
  [`гр\\.${NUMBER}`, 'группа группы группе группу группой группе'],
  [`гл\\.${NUMBER}`, 'глава главы главе главу главой главе'],
  [`рис\\.${NUMBER}`, 'рисунок рисунка рисунку рисунок рисунком рисунке'],
  [`табл\\.${NUMBER}`, 'таблица таблицы таблице таблицу таблицей таблице'],
  [`п\\.${NUMBER}`, 'пункт пункта пункту пункт пунктом пункте'],
  [`ст\\.${NUMBER}`, 'статья статьи статье статью статьёй статье'],
];

const titles: readonly (readonly [pattern: string, stem: string])[] = [
  [`проф\\.${NAME}`, 'профессор'],
  [`инж\\.${NAME}`, 'инженер'],
  [`акад\\.${NAME}`, 'академик'],
  [`доц\\.${NAME}`, 'доцент'],
  [`тов\\.${NAME}`, 'товарищ'],
  [`ген\\.${NAME}`, 'генерал'],
  [`кап\\.${NAME}`, 'капитан'],
  [`подполк\\.${RANKED}`, 'подполковник'],
  [`полк\\.${RANKED}`, 'полковник'],
  [`лейт\\.${RANKED}`, 'лейтенант'],
  [`серж\\.${RANKED}`, 'сержант'],
  [`прап\\.${RANKED}`, 'прапорщик'],
  [`адм\\.${RANKED}`, 'адмирал'],
];
const ACTING: Readonly<Record<Case, string>> = {
  nominative: 'ий',
  genitive: 'его',
  dative: 'ему',
  accusative: 'его',
  instrumental: 'им',
  prepositional: 'ем',
};

const LEADER_ENDINGS: Readonly<Record<string, string>> = { ого: 'я', ому: 'ю', ым: 'ем', ом: 'е' };

/** Abbreviations with forms: "в г. Москве", "на ул. Ленина, д. 5", "св. Анны", "профессору". */
export const titled: readonly Rule[] = [
  wordRule(
    '([НВ])\\.[\\s-]{0,2}(?=Новгород(а|у|ом|е)?(?!\\p{L}))',
    ([, letter, ending = '']) =>
      `${letter === 'Н' ? 'Нижн' : 'Велик'}${letter === 'Н' ? CITY_ENDINGS[ending] : (CITY_ENDINGS[ending] ?? '').replace('е', 'о')} `,
  ),
  // "Классному рук.".
  wordRule('(?<=(?:[Кк]лассн|[Хх]удожественн|[Нн]аучн)(ый|ого|ому|ым|ом)\\s)рук\\.', (match) =>
    said(match, `руководител${LEADER_ENDINGS[match[1] ?? ''] ?? 'ь'}`),
  ),
  // "2-й эт." in words.
  wordRule('(?<=[ыио]й\\s)эт\\.', (match) => `этаж${fullStop(match)}`),
  wordRule('(?<=[ое]м\\s)эт\\.', (match) => `этаже${fullStop(match)}`),
  ...nouns.map(([pattern, forms]) =>
    wordRule(inEitherCase(pattern), (match) => said(match, formOf(forms.split(' '), placeCase(match)))),
  ),
  ...titles.map(([pattern, stem]) =>
    wordRule(inEitherCase(pattern), (match) =>
      said(match, `${stem}${DIRECTOR_ENDINGS[CASES.indexOf(personCase(match))] ?? ''}`),
    ),
  ),
  wordRule('[Ии]\\.\\s?о\\.', (match) =>
    said(match, `исполняющ${ACTING[governed(before(match))[0] ?? 'nominative']} обязанности`),
  ),
  wordRule(`[Сс]в\\.${NAME}`, (match) => said(match, `свят${saintEnding(after(match))}`)),
  wordRule(`[Уу]в\\.${NAME}`, (match) =>
    said(match, `уважаем${/^\s?\S*[ая](?:\s|,|!|$)/u.test(after(match)) ? 'ая' : 'ый'}`),
  ),
];

/** The pattern of an abbreviation of two letters or more, which may begin a sentence. */
function inEitherCase(pattern: string): string {
  return pattern.replace(/^[а-я](?=[а-я])/u, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

const formOf = (forms: readonly string[], inCase: Case) => (forms[CASES.indexOf(inCase)] ?? '').replace('_', ' ');

/** A place is where something is, unless its name says otherwise: "в г. Москве", "в г. Москву". */
function placeCase(match: RegExpExecArray): Case {
  const left = before(match);
  const wanted = governed(left);
  if (/набережн\p{Ll}{2}\s$/iu.test(left)) return 'genitive';
  // "Московской обл.".
  if (/ой\s$/u.test(left)) return /(?<!\p{L})(?:в|на|о|при)\s\S+\s$/iu.test(left) ? 'prepositional' : 'genitive';
  // "Коллектив д/с № 5".
  if (wanted[0] === 'nominative' && /^д\/с/iu.test(match[0]) && /\p{Ll}\s$/u.test(left)) return 'genitive';
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
  if (GOING.test(left)) return 'accusative';
  return /^г\./iu.test(match[0]) && /^\s?\p{L}+[ую](?!\p{L})/u.test(after(match)) ? 'accusative' : 'prepositional';
}

const GOING =
  /(?:едет|еду|едем|поех|приех|приед|заех|летит|лечу|летим|прилет|вылет|идёт|иду|мчит|мчусь|спешит|верн|перее)\p{Ll}{0,5}\s(?:\p{L}+\s)?в\s$/iu;

/** The name of a man shows his case. */
function personCase(match: RegExpExecArray): Case {
  const name = fold(/^\s?(?:\p{Lu}\.\s?)*(\p{L}+)/u.exec(after(match))?.[1] ?? '');
  if (/[ая]$/.test(name)) return 'genitive';
  if (/[ую]$/.test(name)) return 'dative';
  if (/[ыо]м$/.test(name)) return 'instrumental';
  return /е$/.test(name) ? 'prepositional' : 'nominative';
}

function saintEnding(right: string): string {
  const name = fold(/^\s?(\p{L}+)/u.exec(right)?.[1] ?? '');
  const isFeminine =
    /^(?:анн|мари|екатерин|татьян|елен|ольг|ксени|варвар|софи|матрон|нин|людмил|юли|наталь|ирин|вер)/.test(name);
  if (isFeminine) return /[ая]$/.test(name) ? 'ая' : /[ую]$/.test(name) ? 'ую' : 'ой';
  if (/[ая]$/.test(name) && !/^(?:иль|никит|лук|фом)/.test(name)) return 'ого';
  if (/[ую]$/.test(name)) return 'ому';
  if (/[ое]м$/.test(name)) return 'ым';
  return /е$/.test(name) ? 'ом' : 'ой';
}
