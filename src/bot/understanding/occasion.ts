import { anyOf } from '#root/bot/understanding/patterns.js';
import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { fold } from '#root/bot/understanding/words.js';
import { type TemplateChoice, templateFor } from '#root/greeting/occasions.js';

const UNTIL = `(?:${anyOf('уже завтра сегодня скоро будет исполн* стукн* на_днях')} )*`;
// An age is a birthday, unless the years are those of a marriage or of a firm.
const AGE = new RegExp(
  [
    '(?<![\\d:.])\\d{1,3}(?:[- ]?(?:ый|ой|ий|й))? ?-?(?:лет|год(?:а|ик|ика|иков)?|лети(?:е|ем|я|ю|и))(?!\\p{L})',
    anyOf(`
      совершеннолети* исполняется исполнилось исполнится стукнуло стукнет годик* полтинник* sweet_sixteen b[irthday]{6,8}
      (?:тебе|ей|ему|мне)_(?:уже_)?(?:год|два|три|четыре|пять|шесть|семь|восемь|девять|десять|[а-я]+(?:дцать|десят)|сорок|сто)
      (?:один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|[а-я]+(?:дцать|десят)|десять|сорок|сто)_(?:год(?:а|ика?|иков)?|лет)
      (?:пяти|десяти|[а-я]+(?:дцати|десяти)|сорока|девяносто|сто)лети[еюя]м?`),
    `${anyOf("тебе вам ей ему мне у_него у_нее she's he's they're shes hes theyre")} ${UNTIL}\\d{1,3}(?!\\d|[:.]\\d| (?:марта|февраля|мес|недел|мин|час|дн))`,
    "(?:turn(?:s|ed|ing)|(?:he|she)(?:'s| is)) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\p{L}+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\\p{L}+)?)(?! of|\\p{L})",
    "(?:turn(?:s|ed|ing)?|(?:gonna|going to|will) be|is|now|happy|the big|are(?= \\d+ (?:today|tomorrow|on|next|now)(?!\\p{L}))) \\d{1,3}(?!\\d|th of|[:.]\\d| ?(?:am|pm|min|hours|o'clock))",
    'is (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= (?:today|tomorrow)|[!.]*$)',
    '\\d{1,3} years (?:old|young)|(?<=\\n)\\d{1,3} years(?=[.!]?(?:\\n|$))',
    '(?<!\\p{L})у \\p{L}+ (?:завтра |сегодня |скоро )?\\d{2}(?=[!.]|$)',
    '(?<!\\p{L})на (?:\\d{2,3} для(?!\\p{L})|(?:ее|его) \\d{1,3}(?![\\d:.]))',
    '\\d{1,3} today|, \\d{1,3},? (?:сегодня|завтра|уже)(?!\\p{L})|, \\d{1,3} (?:on|this|next|tomorrow)(?!\\p{L})',
    '(?:sweet|сладкие) (?:16|sixteen)',
    anyOf(
      'hb народжен* cumpleaños anniversaire geburtstag compleanno doğum_gün* туған_күн* днюш* дн[её]чк* s_dr (?:s_dn[iey]+m|den)_ro[zj]h?d*',
    ),
    '(?<!on the |on )(?<!\\d)\\d{1,3}(?:st|nd|rd|th)(?! (?:of|floor|place|time|grade|street|class))(?!\\p{L})',
  ].join('|'),
  'u',
);
const YEARS_TOGETHER =
  /вместе|годовщин|брак|свадьб|совместн|(?:лет|года?) (?:на |в )?работ|проработ|мы (?:уже )?\d|together|married|wedding|anniversary|years (?:at|of|with|in)(?!\p{L})/u;
const AGE_OF_SENDER =
  /(?<!\p{L})(?:от|from) \p{L}+(?: \p{L}+)?,? \d{1,3} (?:лет|год|years)|(?<!\p{L})(?:мне|i am|i'm|im) \d{1,3}(?: лет| год\p{L}*| years old)?,? (?:и )?(?:я )?(?:хоч|хот|i w|i'd|and i)/u;
const FIRM = /компани|фирм|завод|школ/u;
const PATRONYMIC = /(?:вич|ич|вн)(?:а|у|ы|е|ой|ем)?(?!\p{L})/u;
const MARRIED =
  /никах|^горько|[,!.] горько|женаты|поженил|(?<!\p{L})женил(?:ся|ись)|расписал(?:ись|ся)|совместной жизни|законным браком|(?:лет\p{L}*|год\p{L}*|years) (?:в браке|брака|of marriage)/u;
// Occasions that have no template of their own.
const OTHER = new RegExp(
  anyOf(`
    [а-я]+(?:ое|[оы]м|ье|ьим)_(?:марта|февраля|мая|сентября) congrat[a-z]*_(?:on|for) happy_[a-z]+_day 8_mart* 8_марта 23_февраля 9_мая 1_сентября (?<!(?:этот|каждый|весь|целый|новый|добрый)_)д(?:ень|нем|ню)_[а-я]* юбиле* пасх* выпускн* новосель* крестин* рождени*_(?!на)*
    последн[а-я]*_звон* диплом* экзамен* повышени* пенси* маслениц* ураза курбан* на[ву]р[уы]з* годовщин* поправ* выздор* помолв*
    нов(?:ую|ой)_работ* отпуск* anniversary graduat* (?!this)[a-z]{4,}s'?_day [a-z]*'s_day valentine'?s? easter new_job
    promot* retir* birth_of was_born родил(?:ся|ась|ись|и|а) had_(?:a|an|her|their)_(?:baby|girl|boy)* get_well newborn (?:new|the)_baby baby_shower housewarming engage* farewell good_luck last_day halloween
    thanksgiving ramadan eid hanukkah diwali holi passover purim nowruz happy_holidays april_fool* 1_апреля exams? new_(?:home|house)`),
  'u',
);

const CONGRATULATES =
  /(?:^(?!видео|ролик|открытк|песн|тост|стих)(?:[\p{L}«»"]+[,!]? ){0,5}?|поздрав\p{L}*(?: [\p{L}«»"]+){0,6} )со? (?:\p{L}+(?:[ыи]ми?|[оеё]й) )*(?<noun>\p{L}{3,}(?:ем|ом|кой|той|ной|дой|ей|ью|ами|ями))(?!\p{L})/gu;
const NO_OCCASION = new RegExp(
  anyOf('именем любовью уважением приветом юмором душой нетерпением удовольствием праздником огоньком музык* фот*'),
  'u',
);

/** Returns the template of the occasion that a message names, or undefined if it names none. */
export function occasionIn(message: string, templates: readonly TemplateChoice[]): string | undefined {
  // "He's 33, married, two kids" describes somebody.
  const text = message.replace(/, (?:married|женат|замужем)(?=[,.])/giu, '');
  const other = templateFor('', templates);
  if (/^(?:thank you|thanks)[^.!?]* for (?:the|your) [^.!?]*[.!]*$/iu.test(text))
    return templateFor('thanks', templates);
  if (MARRIED.test(fold(text))) return templateFor('wedding', templates);
  const named = templateFor(withoutSender(text).replace(/thanksgiving/giu, ''), templates);
  if (
    named === templateFor('день рождения', templates) &&
    /\d+ (?:лет|года?|years) (?:вместе|together)/u.test(fold(text))
  )
    return other;
  // "С Днём Победы! Спасибо за мир".
  const isOther = named === templateFor('thanks', templates) && OTHER.test(fold(/^[^.!?\n]*/u.exec(text)?.[0] ?? ''));
  if (named !== other && !isOther) return named;
  const folded = fold(text);
  if (/(?<!\p{L})(?:thx|thank u|gratitude|спс|благодарим)(?!\p{L})/u.test(folded))
    return templateFor('thanks', templates);
  if (
    /наступающ\p{L}* (?:\d{4}|год\p{L}*|вс\p{L}+|тебя|вас)|s nov[yi]m god|новим роком|різдв|navidad|año nuevo|bonne année|joyeux no[eë]l|weihnacht|buon natale/u.test(
      folded,
    )
  )
    return templateFor('Новый год', templates);
  if (/дед\p{L}* мороз|(?<!\p{L})santa/u.test(folded)) return templateFor('Новый год', templates);
  const isOfFirm = FIRM.test(folded) && !PATRONYMIC.test(folded);
  const isAged = AGE.test(folded.replace(AGE_OF_SENDER, ' '));
  if (isAged && !YEARS_TOGETHER.test(folded) && !isOfFirm) return templateFor('birthday', templates);
  return OTHER.test(folded) || congratulates(folded) || (isAged && isOfFirm) ? other : undefined;
}

/** "С окончанием школы", "поздравь Анну с последним звонком", and with a name before: "доченька Соня с первым зубом". */
function congratulates(folded: string): boolean {
  return Array.from(folded.matchAll(CONGRATULATES)).some(({ groups }) => {
    const noun = groups?.noun ?? '';
    return !NO_OCCASION.test(noun) && findPeople(noun, 'instrumental').length === 0;
  });
}

/** Returns a text without whom it is from: "от коллектива школы" does not make it the school's birthday. */
export function withoutSender(text: string): string {
  return text.replace(/(?<!\p{L})(?:от|from) (?:(?! (?:со?|на|for|on) )[^.!?,:\n])*/giu, ' ');
}
