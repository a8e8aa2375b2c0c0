import { type Agreement, CASES, type Case, fold, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { nounForm } from '#root/tts/normalise/ru/noun-forms.js';

const MASCULINE_IN_A =
  /^(?:пап|дедушк|дяд|мужчин|юнош|судь[яиюе]|коллег|парнишк|мальчишк|малышк|дедул|братишк|тамад|воевод)/;
// "Внучка", but "внука" and "ребёнка" are forms of "внук" and "ребёнок".
const FEMININE_IN_A = /(?:чка|[^е]нка|ица|[ыу]шка)$/;
const MASCULINE_IN_SOFT =
  /(?:тел|ар|ун|фестивал|рубл|ден|дн|гост|корабл|корол|кон|парен|парн|камен|камн|огон|огн|пут|медвед|голуб|лебед|олен|фонар|слесар|зят|тест|локот|ноготь|ногот|когот|корен|перец|уровен|ливен|циркул|апрел|июл|ноябр|декабр|октябр|сентябр|феврал|спектакл|автомобил|стил|бюллетен|лагер)ь$/;
const MASCULINE_OF =
  /(?:институт|университет|факультет|техникум|колледж|лице|класс|конкурс|турнир|чемпионат|фестивал|концерт|центр|отдел|завод|театр|музе|союз|округ|комитет|фонд|банк|совет|оркестр|ансамбл|хор|спектакл|экзамен|[тдлрчшь]ник|[чщ]ик|ист|студент|клиент|президент|тел)[ая]$/;
const MASCULINE_IN_EY =
  /(?:г[ео]рой|покой|бой|слой|строй|рой|вой|зной|застой|удой|музей|юбилей|лицей|трофей|хоккей|воробей|муравей|ручей|соловей|клей|змей|улей|жокей|злодей|чародей|казначей|лакей|еврей|халдей)$/;
const NEUTER_IN_E = /(?:ие|щье|ще|рдце|лнце|море|поле|горе|платье|счастье|здоровье|варенье|печенье|воскресенье)$/;
const FEMININE_STEM =
  /^(?:комнат|книг|песн|недел|минут|секунд|стран|машин|семь|школ|улиц|групп|глав|сери|страниц|годовщин|строк|букв|точк|открытк|роз|девочк|девушк|мам|бабушк|дочк|сестр|сестричк|подруг|ламп|свеч|чашк|ложк|тысяч|команд|сторон|ног|рук|палат|квартир|аудитори|парт|смен|волн|лини|полк[еу]$|ступен|стать|задач|попытк|ракет|планет|звезд|фотографи|картин|сказк|истори|мечт|встреч|остановк|работ|платформ|станци|гимнастик|математик|физик|музык|литератур)/;
// No masculine noun ends like the rest of these: "лодке", "больнице", "свадьбе".
const FEMININE_IN_E = /(?:[дтжчшщзпвбмгхфй]ке|(?<!^л)ице|[жьд]бе)$/;
const LOCATIVE = /^(?:год|час|сад|лес|угл|кра|ра|пол|берег|снег|мост|ряд|раз)[ую]$/;
const INDECLINABLE = /^(?:евро|кофе|кило|такси|метро|кафе|фото|видео|селфи|пони|авто|пальто|кино|радио|песо|юаня?)$/;

const each = (genders: readonly Gender[], cases: readonly Case[]): Agreement[] =>
  cases.flatMap((inCase) => genders.map((gender) => ({ case: inCase, gender })));
const M = ['masculine'] as const;
const F = ['feminine'] as const;
const N = ['neuter'] as const;
const MN = ['masculine', 'neuter'] as const;
const DIRECT = ['nominative', 'accusative'] as const;
const OBLIQUE = ['genitive', 'dative', 'prepositional'] as const;
const animate: Agreement = { case: 'accusative', gender: 'masculine', animate: true };

const singularEndings: readonly (readonly [RegExp, (noun: string) => Agreement[]])[] = [
  [INDECLINABLE, (noun) => each(/^(?:евро|кофе)/.test(noun) ? M : N, [...DIRECT, ...OBLIQUE, 'instrumental'])],
  [/мя$/, () => each(N, DIRECT)],
  [/мени$/, () => each(N, OBLIQUE)],
  [MASCULINE_OF, () => [...each(M, ['genitive']), animate]],
  // "Лягушонка", "зверёнка"; "девчонка" is in the list.
  [/(?:[жчш]о|[лнртбд]е)нка$/, () => [...each(M, ['genitive']), animate]],
  [/[тлрчщ]ику$/, () => each(M, ['dative'])],
  [/(?:ени|стви)я$|(?:училищ|общежити|предприяти)[ая]$/, () => each(N, ['genitive'])],
  [/[ая]$/, () => [...each(F, ['nominative']), ...each(MN, ['genitive']), animate]],
  [/ы$/, () => each(F, ['genitive'])],
  [/ии$/, () => [...each(F, OBLIQUE), ...each(N, ['prepositional'])]],
  [/и$/, () => each(F, OBLIQUE)],
  [LOCATIVE, () => each(M, ['prepositional', 'dative'])],
  [
    /[ую]$/,
    (noun) => [
      ...each(F, /(?<!^(?:сем|стат|скам|суд|лад|свин|кут|зме))ью$/.test(noun) ? ['instrumental'] : ['accusative']),
      ...each(MN, ['dative']),
    ],
  ],
  [/о$/, () => each(N, DIRECT)],
  [NEUTER_IN_E, () => each(N, [...DIRECT, 'prepositional'])],
  [/е$/, (noun) => each(FEMININE_STEM.test(noun) || FEMININE_IN_E.test(noun) ? F : M, ['prepositional', 'dative'])],
  [MASCULINE_IN_EY, () => each(M, DIRECT)],
  [/[ое]й$/, () => each(F, ['instrumental'])],
  [
    /[ое]м$/,
    (noun) => [
      ...each(MN, ['instrumental']),
      ...(noun.length < 5 || /(?:льбом|диплом|прием|подъем|объем)$/.test(noun) ? each(M, DIRECT) : []),
    ],
  ],
  [/ь$/, (noun) => each(MASCULINE_IN_SOFT.test(noun) ? M : F, DIRECT)],
  [/[бвгджзйклмнпрстфхцчшщ]$/, () => each(M, DIRECT)],
];

const adjectiveEndings: readonly (readonly [RegExp, readonly Agreement[]])[] = [
  [/(?:ый|ий)$/, each(M, DIRECT)],
  [/ой$/, [...each(M, DIRECT), ...each(F, [...OBLIQUE, 'instrumental'])]],
  [/(?:ая|яя)$/, each(F, ['nominative'])],
  [/(?:ую|юю)$/, each(F, ['accusative'])],
  [/(?:ое|ее)$/, each(N, DIRECT)],
  [/[ое]го$/, [...each(MN, ['genitive']), animate]],
  [/[ое]му$/, each(MN, ['dative'])],
  [/[ыи]м$/, each(MN, ['instrumental'])],
  [/(?:[а-я]{3}ом|[а-я]{3}ем)$/, each(MN, ['prepositional'])],
];

const ADJECTIVE =
  /^(?:его|ее|их|мо[ийяе]|тво[ийяе]|сво[ийяе]|(?!много|герой|юбилей(?!н)|[а-я]+(?:ени|ани|яти|ыти|ити|стви)[ейю]$|музей|признани|поздравлени|желани|здани|событи)[а-я]{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[ое]го|[ое]му|[ыи]м|[ыи]ми|[ыи]х|ую|юю))$/;

// "Городском турнире", but "чемпионом".
const PREPOSITIONAL_ADJECTIVE = /^[а-я]{3,}(?:[сц]к|[бвгджзйклмнпрстфхцчшщ]ь?н)[ое]м$/;

/** What follows a number: its noun, and the adjective before it. Both are folded. */
export interface Following {
  noun?: string;
  adjective?: string;
}

// Words that are not counted: prepositions, conjunctions, pronouns, verbs.
const NO_NOUN =
  /^(?:и|или|а|но|да|до|по|от|с|со|в|во|на|за|к|ко|у|о|об|из|под|над|без|для|при|про|через|ни|не|ли|же|бы|я|мы|вы|ты|он|она|они|мне|меня|тебе|тебя|вам|вас|нам|нас|ей|ему|им|как|что|чтобы|если|когда|так|это|тут|там|уже|еще|лишь|все|было|мало|много|плюс|минус|равно|(?!лет$|ответ|билет|букет|кабинет|пакет|комитет|факультет|университет|авторитет|макет|турникет|сюжет|предмет|рулет|браслет|пистолет|самолет|вертолет|табурет|куплет|квартет|буфет|омлет|цвет|маршрут|институт|салют|валют|кают|лимит|магнит|котят|ребят|щенят|утят|опят|цыплят|поросят|медвежат|совет|конфет|монет|котлет|газет|анкет|ракет|планет|секрет|портрет|примет|привет|визит|кредит|плит|молит|минут)[а-я]+(?:тся|ться|ись|ался|алась|шли|ут|ют|ет|ит|ят))$/;

const NEXT = /^\s*([\p{Script=Cyrillic}\p{M}]+(?:-[\p{Script=Cyrillic}\p{M}]+)*)/u;
const OTHER_NUMBER = /^\s*(?:[-–—\u2026]|и|или|либо)\s*\d+(?!\d*[.:,]\d)/u;

/** Returns the noun of a number, past adjectives and past a second number: "2 или 3 красные розы". */
export function following(after: string): Following {
  let rest = after.slice(0, 120);
  for (let numbers = 0; numbers < 3; numbers += 1) rest = rest.replace(OTHER_NUMBER, '');
  let adjective: string | undefined;
  for (let words = 0; words < 4; words += 1) {
    const [all = '', word = ''] = NEXT.exec(rest) ?? [];
    if (word === '') break;
    const folded = fold(word);
    const isKnown = nounForm(folded) !== undefined;
    if (NO_NOUN.test(folded) && !isKnown) break;
    const isIn = PREPOSITIONAL_ADJECTIVE.test(folded) && /^\s\p{L}+[еу](?!\p{L})/u.test(rest.slice(all.length));
    if (isKnown || !(isIn || (ADJECTIVE.test(folded) && !FEMININE_STEM.test(folded))))
      return adjective === undefined ? { noun: folded } : { noun: folded, adjective };
    adjective ??= folded;
    rest = rest.slice(all.length);
  }
  // "1 кассетой": a noun, unless the word is an adjective with such an ending.
  if (adjective !== undefined && /ой$/.test(adjective) && !STRESSED_ADJECTIVE.test(adjective))
    return { noun: adjective };
  return adjective === undefined ? {} : { adjective };
}

const STRESSED_ADJECTIVE =
  /(?:н|ск|цк|[тсм]в|мо|больш|втор|друг|люб|чуж|золот|молод|дорог|прост|пуст|густ|глух|слеп|сед|жив|прям|част|рядов|городов)ой$/;

/** Returns what a noun in the singular and its adjective can be. */
export function singular({ noun, adjective }: Following): readonly Agreement[] {
  const ofNoun = noun === undefined ? undefined : nounInSingular(noun);
  const ofAdjective = adjectiveEndings.find(([ending]) => adjective !== undefined && ending.test(adjective))?.[1];
  if (ofNoun === undefined || ofAdjective === undefined) return ofNoun ?? ofAdjective ?? [];
  const both = ofAdjective.filter((one) =>
    ofNoun.some(({ case: c, gender }) => c === one.case && gender === one.gender),
  );
  return both.length > 0 ? both : ofAdjective;
}

function nounInSingular(noun: string): readonly Agreement[] {
  const known = LOCATIVE.test(noun) ? [] : (nounForm(noun)?.singular ?? []);
  if (known.length > 0) return known;
  const found = singularEndings.find(([ending]) => ending.test(noun))?.[1](noun) ?? [];
  if (FEMININE_IN_A.test(noun) && !MASCULINE_IN_A.test(noun)) return found.filter((one) => one.animate !== true);
  if (!MASCULINE_IN_A.test(noun)) return found;
  return found.map((one): Agreement => ({ ...one, gender: 'masculine', animate: one.case === 'accusative' }));
}

/** Cases in which a noun in the plural, or a genitive after "два", can stand. */
export function pluralCases({ noun, adjective }: Following, isFew: boolean): readonly Case[] {
  const word = noun ?? adjective ?? '';
  const known = knownPlural(noun, isFew);
  if (known !== undefined) return known;
  if (/[аяь]ми$|^[а-я]+[ыи]ми$/.test(word)) return ['instrumental'];
  if (/^.{2,}[ая]м$/.test(word) && !/(?:^дам|^мам|^рам|^драм|реклам|панорам|програм|^пижам)$/.test(word))
    return ['dative'];
  if (/[ая]х$/.test(word) && !/(?:черепах|рубах|птах|взмах|монах|страх)$/.test(word)) return ['prepositional'];
  if (noun === undefined && /[ыи]м$/.test(word)) return ['dative'];
  if (noun === undefined && isFew && /щих$/.test(word)) return ['genitive'];
  // "3 маленьких пирожных".
  if (noun === undefined && isFew && /[ыи]х$/.test(word)) return ['nominative', 'accusative', 'genitive'];
  if (isFew && GENITIVE_PLURAL.test(word)) return ['genitive'];
  return isFew ? DIRECT : ['nominative', 'accusative', 'genitive'];
}

/** The same for a noun in the list. */
function knownPlural(noun = '', isFew: boolean): readonly Case[] | undefined {
  const { singular = [], plural = [] } = nounForm(noun) ?? {};
  // "Два кенгуру", "двумя кенгуру".
  if (plural.length === CASES.length) return plural;
  if (isFew && singular.some((one) => one.case === 'genitive')) return DIRECT;
  if (plural.includes('genitive')) return isFew ? ['genitive'] : ['nominative', 'accusative', 'genitive'];
  if (plural.includes('nominative')) return isFew ? DIRECT : undefined;
  return plural.length > 0 ? plural : undefined;
}

const GENITIVE_PLURAL =
  /(?:[а-я]{2}[ое]в|[а-я]{2}ей|[а-я][ое]к|ий|^лет|^минут|^секунд|^человек|^роз|^недель|^тысяч|^женщин|^мужчин|^книг|^подруг|^сестер|^комнат|^капель|^дам|^мам|^пап|^собак|^рыб|^птиц|^коров|^медсестер|^принцесс|^королев|^актрис|^(?:ан|кат|ол|наст|тан|юл|ксюш|маш|саш|даш|наташ|лен|ир|свет|марин|полин|алин|кристин|карин|ален|ирин|арин|алис|дим|миш|леш|сереж|паш|ван|кол|вов|вит|пет|никит|жен|лид|рит|зин|нин|лиз)ь?$|^(?:учительн|певи|мастери|племянни|крестни|выпускни|именинни|мучени|умни|красави)ц)$/;

/** Returns the gender of a noun after "два": "две розы", "два года". */
export function genderAfterTwo({ noun, adjective }: Following): Gender {
  if (noun === undefined) return /(?:ые|ие)$/.test(adjective ?? '') ? 'feminine' : 'masculine';
  const known = nounForm(noun);
  // "В свои 92 бабушка ведёт блог": what is not counted is in the nominative.
  const isCounted = known?.singular.some((one) => one.case === 'genitive') === true || known?.plural.length !== 0;
  if (known !== undefined) return isCounted ? known.gender : 'masculine';
  if (/^(?:три|пути|люди|дети|почти)$/.test(noun)) return 'masculine';
  if (
    /(?:[аеиоуыя]ли|шли|ись|мени|ски)$/.test(noun) &&
    !/^(?:недели|модели|кастрюли|медали|детали|педали|спирали|печали|параллели|артели|цели|щели|роли|соли|боли|метели|постели|карусели|акварели|гантели|аллеи|вуали|магистрали)$/.test(
      noun,
    )
  )
    return 'masculine';
  return /[ыи]$/.test(noun) && !MASCULINE_IN_A.test(noun) ? 'feminine' : 'masculine';
}

/** Whether the word has its own form for a number, so it must be looked up: "двое суток". */
export function isCollective(noun: string | undefined): boolean {
  return /^(?:суток|детей|близнецов|двойняшек|ножниц|очков|ворот)$/.test(noun ?? '');
}
