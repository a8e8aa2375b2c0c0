import { type Case, fold } from '#root/tts/normalise/ru/grammar.js';

const NONE: readonly Case[] = ['nominative', 'accusative'];

const words = (list: string) => new RegExp(`^(?:${list.replace(/ /g, '|')})$`);

// What a word before a number asks for, the most frequent case first.
const governing: readonly (readonly [RegExp, readonly Case[]])[] = [
  [
    words(
      'до от из без у около возле напротив после для вокруг среди кроме вместо против ради из-за из-под нет нету свыше более менее больше меньше старше младше моложе выше ниже дольше дороже дешевле раньше позже порядка течение возрасте размере количестве возраста протяжении продолжении достиг[а-я]* касается лишь-до со-дня накануне насчет внутри числе составе старее сверх помимо избежать вплоть-до не-старше не-младше имени лица',
    ),
    ['genitive'],
  ],
  // "Хватило 1 взгляда".
  [words('ни хвата(?:ет|ло) хвати(?:т|ло) достаточно'), ['genitive', 'nominative']],
  [words('к ко благодаря согласно вопреки навстречу рав[а-я]+ подобно'), ['dative']],
  [words('с со'), ['instrumental', 'genitive']],
  // "Твоих 40 лет никто не даст", "улыбнись всеми 32".
  [words('твоих ваших моих своих наших этих'), ['genitive']],
  // "Лучше 100 подарков".
  [
    /^(?:лучше|хуже|краше|слаще|богаче|крепче|громче|ярче|чаще|реже|шире|ближе|дальше|глубже|[а-я]{3,}(?:нее|вее|рее|лее|тее))$/,
    ['genitive', 'nominative'],
  ],
  [words('всех'), ['genitive', 'nominative']],
  [words('всем'), ['dative', 'nominative']],
  [words('всеми этими нашими вашими моими твоими'), ['instrumental']],
  [words('над перед передо между надо'), ['instrumental']],
  [words('по'), ['accusative', 'dative']],
  [words('в во на'), ['accusative', 'prepositional']],
  [words('за под'), ['accusative', 'instrumental']],
  [words('о об обо'), ['prepositional', 'accusative']],
  [words('при'), ['prepositional']],
  [words('через про сквозь спустя'), ['accusative']],
  // Verbs that have an object.
  [
    words(
      'вместе знаком(?:ы|а)? дружи(?:м|те) женаты сумму поздрав(?:ляю|ляем|ляет|ляют|ьте|ь|им|лю|ил[аи]?) благодар(?:ю|им|ил[аи]?) пригла(?:шаю|шаем|сил[аи]?|сите|си|сим) дар[а-я]+ подар[а-я]+ жела[а-я]+ пожела[а-я]+ шл[а-я]+ посыла[а-я]+ отправ[а-я]+ обнима[а-я]+ целу[а-я]+ получ[а-я]+ прими[а-я]* куп[а-я]+ виж[а-я]+ вид[а-я]+ люб(?:лю|ишь|ите?|им|ят|ил[аи]?) потрат[а-я]+ заплат[а-я]+ перев[а-я]+ прож[а-я]+ (?:про)?жд[а-я]+ набра[а-я]* собра[а-я]* вруч[а-я]+ прин[а-я]+ найд[а-я]+ наш[ел]л?[аи]? выигра[а-я]* сто[ия]т стоил[аио]? вес[ия]т съе(?:м|шь|л|ла|ли|шьте|дим|ст) вып(?:ей|ью|ьем|ил)[а-я]* сэконом(?:ил[аи]?|им|ят) заработа[а-я]+ накоп(?:ил[аи]?|лю|им|ят) добав(?:ь|ил)[а-я]* возьм[а-я]+ взял[аи]? испек[а-я]* отда(?:ю|ем|л|ла|ли|й|йте|м) остав(?:ь|ил)[а-я]* прочит[а-я]+ чита(?:ю|ешь|ет|ем|ете|ют|й|йте) откро(?:й|йте|ем|ю) (?:о|за)кончил[аи]? став(?:лю|ишь|ит|им|ят) постав[а-я]+ кладу положил[аи]? да(?:ю|ет|ем|л|ла|ли) держи(?:те)? лови(?:те)? беру верн(?:у|ул|ула|ули|ем) плачу занял[аи]? нарисовал[аи]? написал[аи]? сочинил[аи]? спел[аи]? сделал[аи]? сдал[аи]? продал[аи]? выдал[аи]? изготовил[аи]? вырастил[аи]? воспитал[аи]? построил[аи]? посадил[аи]? открыл[аи]? сыграл[аи]? забил[аи]? спас(?:ла|ли)? вылечил[аи]? научил[аи]? обучил[аи]? выучил[аи]? изучил[аи]? сменил[аи]? связал[аи]? сшил[аи]? раздал[аи]? присво[а-я]+ подтверд[а-я]+ провел[аи]? ехал[аи]? прое(?:хал|д)[а-я]* пролете[а-я]* проплы[а-я]* проше?л[аи]? пройд[а-я]+ пробеж[а-я]+',
    ),
    ['accusative', 'nominative'],
  ],
  // "Заслуживаешь 1000 аплодисментов".
  [/^[а-я]{3,}(?:[еи]шь|[ая]ю)$/, ['accusative', 'nominative']],
  // "Привет 2 друзьям".
  [words('помог[а-я]* помощь спасибо ура привет слава хвала'), ['dative', 'nominative']],
  // An infinitive: "пройти 1000 км".
  [
    /^(?!(?:опять|пять|девять|десять|память|мать|печать|кровать|есть|сеть|нить|прочь)$)[а-я]{2,}(?:ать|ять|ить|еть|уть|йти|нести|вести|везти|спасти)$/,
    ['accusative', 'nominative'],
  ],
];

// Words between a preposition and its number: "за последние 10 лет", "к моим 30 годам", "дарю тебе 1000 роз".
const BETWEEN =
  /^(?:\d+[-–]?|[-–]|минус|плюс|и|или|все[мйх]?|всеми|эт[иао][а-я]?|эту|ещ?е|почти|ровно|примерно|целы[а-я]+|целую|всего|уже|лишь|только|хотя|бы|наш[а-я]*|ваш[а-я]*|(?:мо|тво|сво)(?:[йяеию]|его|ему|ей|ем|им|их|ими)|их|детей|ребят|малышей|девочек|мальчиков|[а-я]{3,}(?:ые|ие|ых|их|ыми|ими|ым|им|ую))$/;

// "Желаем счастья, 1000 улыбок и 1000 роз".
const IN_LIST =
  /(?<!\p{L})(?:жела|пожела|дар|подар|шл|посыла|спас|приюти|вырасти|воспита|роди|встрети|обнима|обними|поцелу|купи|накорми|заслуж|достой|поздравля|благодар|приглаша)\p{Ll}{0,7}(?<!с[ья])\s[^.!?\n]{0,70}(?:,|\sи)\s$/iu;
const OBJECT: readonly Case[] = ['accusative', 'nominative'];

const WITH_PEOPLE =
  /^(?:поздрав|благодар|обнима|обним|целу|приглаша|пригласи|люб(?:лю|им)|жд[ую]|жд[её]м|собра|встреча)/;

// "От 2 бабушек и 5 внуков", "за 15 лет, 1000 писем": the preposition governs both.
const ROW_GOES_ON = /^\s\p{L}+(?:\s\p{L}+)?(?:,|\sи)\s\d/u;
const JOINED =
  /(?<!\p{L})(\p{L}+)\s\d+(?:\s\p{L}+){1,3}?(?:,\s\d+(?:\s\p{L}+){1,2}?){0,3}(?:,\s\p{L}+(?=\sи\s))?(,|\sи)\s$/u;

const PERSON = /^(?:мне|меня|мной|теб[ея]|тобой|вам|вас|вами|ей|нее|ней|ему|него|ним|нам|нас|нами|им|них|ними|себе)$/;

/** The word between a preposition and its number shows the case: "за твоими 100 килограммами". */
function narrowed(cases: readonly Case[], between = ''): readonly Case[] {
  const shown: Case | undefined = /[ыи]ми$/.test(between) ? 'instrumental' : undefined;
  return shown !== undefined && cases.includes(shown) ? [shown] : cases;
}

/** Returns the cases that the words before a number ask for, the likeliest first. */
export function governed(before: string): readonly Case[] {
  // A comma ends what a preposition governs, except in a list: "с 1, 2 и 3".
  const clause = /[^.,!?;:()\n«»"“”…—]*$/.exec(before.slice(-80))?.[0] ?? '';
  const last = fold(clause)
    .replace(/все равно|в том числе/, '')
    .trim()
    .split(/\s+/)
    .slice(-4)
    .reverse();
  let isPastPerson = false;
  let between: string | undefined;
  for (const [index, word] of last.entries()) {
    // "Поздравляю всех 14 участниц".
    if (word === 'всех' && WITH_PEOPLE.test(last[index + 1] ?? '')) return OBJECT;
    const found = governing.find(([pattern]) => pattern.test(word))?.[1];
    // "У тебя 3 сына": the preposition has its noun. "Дарю тебе 100 роз": the verb has not.
    if (found !== undefined) return isPastPerson && !found.includes('nominative') ? NONE : narrowed(found, between);
    between ??= word;
    isPastPerson ||= PERSON.test(word);
    if (!isPastPerson && !BETWEEN.test(word)) break;
  }
  if (/(?<!\p{L})не\s\p{L}+\sи\s$/iu.test(before)) return ['genitive'];
  if (IN_LIST.test(before)) return OBJECT;
  return NONE;
}

/** Whether "с 5 …" is the first end of a span: "с 9 до 18", "с 1 по 5 мая". */
export function opensSpan(after: string): boolean {
  return /^(?:[^.!?;()\n]|(?<=\d\s?(?:ч|мин|мес))\.){0,40}?\s(?:до|по)\s+(?:\d|[XVI]|(?:одно|дву|тр[её]|четыр|пят|шест|сем|вос|девя|деся|(?:один|две|три)надцат|двадцат|тридцат|сорок|ст[ао](?!\p{L}))\p{L}*)/u.test(
    after,
  );
}

/** Returns the cases of the number before this one, if both belong to one preposition. */
function joinedCases(before: string, after: string): readonly Case[] {
  if (/(?<!\p{L})от\s(?:имени|лица)\s[^.!?\n]{1,60}\sи\s$/iu.test(before)) return ['genitive'];
  const [, joined, link] = JOINED.exec(before.slice(-80)) ?? [];
  if (joined === undefined) return NONE;
  const cases = governed(`${joined} `);
  if (link !== ',') return [...cases, ...NONE];
  // "От 3 детей, 7 внуков и 2 правнуков".
  if (cases[0] === 'genitive' && ROW_GOES_ON.test(after)) return cases;
  return cases[0] === 'accusative' ? OBJECT : NONE;
}

/** Returns the cases for a number between the texts. */
export function wantedCases(before: string, after: string): readonly Case[] {
  const own = governed(before);
  const cases = own === NONE ? joinedCases(before, after) : own;
  const isSpan = cases[0] === 'instrumental' && cases[1] === 'genitive' && opensSpan(after);
  return isSpan ? ['genitive'] : cases;
}
