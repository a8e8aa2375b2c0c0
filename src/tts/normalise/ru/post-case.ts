import { governed } from '#root/tts/normalise/ru/context.js';
import { type Case, fold } from '#root/tts/normalise/ru/grammar.js';
import { after, before } from '#root/tts/normalise/ru/pattern.js';

/** How a post agrees with the person who holds it. */
interface Holder {
  case: Case;
  isWoman: boolean;
}

// "Благодарю д. м. н. Соколову и к. м. н. Орлова".
const OBJECT = /(?<!\p{L})(?:поздравля|благодар|приглаша|честву)\p{Ll}*\s[^!?\n]*$/iu;

// "Нар. арт. Татарстана".
const PLACE =
  /^(?:росси|москв|татарстан|башк|чуваши|якути|беларус|украин|казахстан|карели|удмурти|мордови|дагестан|буряти|кубани|чечн|осети|европ|азии)/;

// What may stand between a post and the name: "полк. запаса", "проф. д-ру", "кап. 2 ранга".
const NAME =
  /^\s?(?:(?:лейт|серж|прап)\.\s?|л-т\s|[Дд]-р\p{Ll}{0,2}\s|(?:[123](?:-го)?\s?р(?:анга|\.)|(?:перв|втор|треть)[оеё]го\sранга)\s|\d{1,2}\s?[«"“]?[А-ЯЁ][»"”]?\s(?:класса\s|кл\.\s)?|(?:запаса|в\sотст(?:авке|\.)|авиации|полиции|милиции|юстиции|медслужбы|медицинской\sслужбы)\s){0,3}(?:\p{Lu}\.\s?)*(?:(?:Э[фхлмнрс]|[БВГДЖЗПТЦ]э|Че|[ШЩКХ]а|[АЕЁИОУЭЮЯ])\s){0,2}(\p{Lu}\p{Ll}+)/u;
// "Зам. гл. бухгалтера Ольге Ивановой", "и. о. директора Смирновой".
const FAR_NAME = /^(?:\s\p{Ll}+\.?){1,4}\s((?:\p{Lu}\.\s?)*)(\p{Lu}\p{Ll}+)(\s\p{Lu})?/u;
/** Surnames that show their case. */
export const SURNAME = /(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ы?м|ой|ая|ую|о[гм][оу]|им)$/;
const WOMAN =
  /^(?:анн|мари|ольг|елен|наталь|татьян|ирин|светлан|людмил|екатерин|елизавет|галин|нин|любов|надежд|вер|тамар|ларис|юли|алл|лиди|зинаид|раис|софь|софи|оксан|марин|антонин|алин|полин|дарь|ксени|виктори|кристин|инн|жанн|роз|эльвир|гульнар|динар|зо|лили|маргарит|алис|анастаси|клавди|эмм|инесс|ян|дин|рит|лен|тан|кат|наст|маш|даш|ол|юл|свет|люд|варвар|матрон|алевтин|лейл|камил|регин|диан)(?:[аяыиеуюь]|[ое]й|ью)$/;

const DATIVE_BEFORE = /\p{Lu}\p{Ll}+(?:(?:[уюе]|ой),|(?:[ую]|ой)\sи(?:\s(?:её|ее|его|их))?)\s$/u;
const GENITIVE_BEFORE = /(?<!\p{L})(?:у|от|для|без)\s(?:\p{Lu}\p{Ll}+\s){0,2}\p{Lu}\p{Ll}+(?:[аяыи]|ой),\s$/iu;
const OF_NOUN =
  /(?<!(?:ая|ет|ит|ла|ут|ют|ат|ят)\s)(?<!(?<!\p{L})(?:и|а|это|наша|моя|твоя|ваша|наш|мой|твой|ваш|дорогой|любимый)\s)(?<=\p{Ll}\s)$/iu;

/** Returns how a post agrees with its holder. The name shows it; without a name the words before the post do. */
export function holderOf(match: RegExpExecArray): Holder {
  const name = nameOf(match);
  const inCase = caseOfPost(match);
  const isWoman =
    WOMAN.test(name) ||
    /(?:[оеё]в|[иы]н|[сц]к)ой$|[сц]к(?:ая|ую)$/.test(name) ||
    (/(?:[оеё]в|[иы]н)а$/.test(name) && inCase === 'nominative') ||
    (/(?:[оеё]в|[иы]н)у$/.test(name) && inCase === 'accusative');
  return { case: inCase, isWoman };
}

function nameOf(match: RegExpExecArray): string {
  const right = after(match);
  const [, near = ''] = NAME.exec(right) ?? [];
  const [, initials = '', far = '', second] = near === '' ? (FAR_NAME.exec(right) ?? []) : [];
  const isName = near !== '' || initials !== '' || second !== undefined || SURNAME.test(far) || WOMAN.test(fold(far));
  const named = isName ? fold(near === '' ? far : near) : '';
  return PLACE.test(named) ? '' : named;
}

/** Returns the case of a post. The name of a man shows it; without a name the words before the post do. */
export function caseOfPost(match: RegExpExecArray): Case {
  const name = nameOf(match);
  const left = before(match).replace(/\S+\.\s?$/u, '');
  const wanted = governed(left);
  // "Поздравляет Вас проф. Рудин": the verb has its object.
  const hasObject = /(?<!\p{L})(?:вас|тебя|меня|нас|его|её|ее|их)\s$/iu.test(left);
  const first = hasObject ? 'nominative' : (wanted[0] ?? 'nominative');
  // "И. о. зав. кафедрой".
  if (/(?<!\p{L})и\.\s?о\.\s?$/iu.test(before(match))) return 'genitive';
  // "Зам. директора".
  if (
    /(?<!\p{L})(?:зам\.|пом\.|(?:заместител|помощник)\p{Ll}*\s)\s?(?:(?:ген|гл|исп|глав)\.\s)?$/iu.test(before(match))
  )
    return 'genitive';
  // "Поздравляем к. т. н. Смирнова": a man or a woman, but never the nominative.
  if ((first === 'accusative' || (OBJECT.test(left) && !hasObject)) && /(?:[аяую]|[ое]го)$/.test(name))
    return 'accusative';
  if (/(?:[оеё]в|[иы]н|[сц]к)ой$/.test(name))
    return first === 'nominative' || first === 'accusative' ? 'dative' : first;
  if (/[ыо]м$|ем$|[ыи]м$/.test(name) && name !== '' && !/^(?:максим|ефим|вадим|рустем|артем|ким|клим)$/.test(name))
    return 'instrumental';
  if (/[ую]$/.test(name)) return 'dative';
  if (/е$/.test(name)) return wanted.includes('prepositional') ? 'prepositional' : 'dative';
  // "От кл. рук. Марии".
  if (/[ыи]$/.test(name)) return first === 'dative' || first === 'prepositional' ? first : 'genitive';
  if (/[ое]го$/.test(name)) return 'genitive';
  if (WOMAN.test(name)) return 'nominative';
  if (/[ая]$/.test(name) && !/^(?:илья|илия|фома|лука)$/.test(name) && !/(?:ова|ева|ина|ская|цкая)$/.test(name))
    return 'genitive';
  // "К 60-летию акад. Белова", but "поздравляет проф. Белова".
  if (OF_NOUN.test(left) && /(?:[оеё]в|[иы]н)а$/.test(name)) return 'genitive';
  if (name !== '') return first === 'genitive' && /[ая]$/.test(name) ? 'genitive' : 'nominative';
  if (/(?<!\p{L})должност[ьию]\s$/iu.test(before(match))) return 'genitive';
  // "Моему любимому к. м. н.".
  if (/[ое]му\s$/u.test(left)) return 'dative';
  if (/[ое]го\s$/u.test(left)) return 'genitive';
  // "Петрову, зав. кафедрой", "Ивановой, зам. директора".
  if (first === 'nominative' && DATIVE_BEFORE.test(left)) return 'dative';
  if (first === 'nominative' && GENITIVE_BEFORE.test(left)) return 'genitive';
  return wanted[1] === 'genitive' ? 'instrumental' : first;
}
