import { anyOf } from '#root/bot/understanding/patterns.js';
import { isVague } from '#root/bot/understanding/people/known-people.js';
import { isAlsoNoun } from '#root/bot/understanding/people/name-or-noun.js';
import { type Expected, type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { readRow } from '#root/bot/understanding/people/read-row.js';
import type { Unlisted } from '#root/bot/understanding/people/reading.js';
import { isNamed, withName } from '#root/bot/understanding/people/with-name.js';
import { findCongratulated } from '#root/bot/understanding/request/recipient.js';
import { endingDative, endingName, wordsBefore } from '#root/bot/understanding/wish/endings.js';
import { isForSomebody, isSaid, isWish, startsWithFormula } from '#root/bot/understanding/wish/formulas.js';
import { capitalised, fold, wordsFrom } from '#root/bot/understanding/words.js';
import { languageOf } from '#root/greeting/check-order.js';

/** A text that is meant to be spoken, and whom it addresses. */
export interface Wish {
  people?: People | undefined;
  /** Absent if the text speaks of the person instead: "с днём рождения мамы". */
  words?: string | undefined;
}

// After these an address may follow without a comma.
const BEFORE_ADDRESS = new RegExp(
  `(?:${anyOf(`
    (?<=^со?_)(?!рожд)\\p{L}{3,}(?:ем|ом|[оеё]й|ью|ами|ями) (?<=дн[еёя]м?_|день_)р[оа]ж* рождеством(?:_христовым)? юб[ие]ле* годом др нг свадьб* праздник* наступающим марта февраля апреля мая сентября днюхой
    варенья летием именинами новосельем пасхой бракосочетани* поздравляю поздравляем желаю желаем люблю ты вы тебя тебе
    вас вам пусть(?:_у)? спасибо привет (?:прости|извини)(?:те)?(?:_меня)? you_are you're being birth_?day b['’-]?day b(?:ir|ri|r|i)th?day hbd christmas xmas year
    anniversary wedding congratulations congrats returns thank_(?:you|u) thanks thx cheers cheer_up well_done way_to_go bravo kudos браво love_(?:you|u|ya)(?:_lots|_loads)? (?:proud_of|miss)_you day luck easter graduation
    rozhdeni(?:ya|ia|e) rojdeni(?:ya|ia|e) godom married wishes wishing baby job home back aboard sorry hb утро ночи morning night (?<=happy_)(?!to)[a-z]{3,} (?:eid_)?mubarak house promotion engagement retirement today soon farewell dreams народження cumpleaños anniversaire geburtstag compleanno navidad año année weihnachten (?:hoo?ray|hurrah)_for \\d{1,3}(?:st|nd|rd|th) sending_(?:love|hugs) shower`)}(?: (?:so|very) much)?),? +(?:${anyOf('to dear for_you тебя тебе вас вам')},? )?(?:(?:my|our) \\p{L}+['’]s )?`,
  'giu',
);
const SIGNED = new RegExp(
  `${anyOf(`с_любовью с_уважением тво[йяи] ваш[аи]? целую обнимаю от from love yours hugs kisses xoxo regards (?<!the_)best
    sincerely`)}(?:[\\s,.!—-]|${anyOf('all the my our your of us вс* наш* мо*')})*$`,
  'u',
);
const SIGNS = /^\P{L}*(?:love|from|hugs|тво[йяи]|ваш[аи]?)(?: \p{L}+){1,3}\P{L}*$/iu;
const LONGEST_CLOSING = 24;
const LONGEST_ENDING = 40;
// Who is named after these greets, and is not greeted.
const GREETS = new RegExp(`${anyOf('поздравля[ею]т жела[ею]т люб[ия]т обнима[ею]т целу[ею]т')} *$`, 'u');
const GREETING_VERB = /^поздравля[ею]т(?!\p{L})/iu;
const KISSES = /\s+(?:x{1,5}|xo(?:xo)*)\s*$/iu;
const GREETING = /^(?:(?:привет|здравствуй|здравствуйте|эй|ну|ой|ох|ах|oh|yo|omg|hi|hello|hey|dear|to|for)[,!]? +)?/iu;
const GREETED = /^(?:привет|здравствуй|hi|hello)(?!\p{L})/iu;
const SPEAKS =
  /^(?:(?:you(?:['’]re| are)|i|we|ты|вы|я|мы)|не \p{L}+[ийь](?:те)?|\p{L}{2,}[^л]ись|\p{L}{3,}йся|(?!(?:сдела|запи|пришл|отправ|поздрав|созда|озвуч|помог|выруч|посовет|подскаж|скаж|напиш|перед|покаж|здравств))\p{L}+[ий]те)(?!\p{L})/iu;
// "Настя, выходи за меня!"
const CALLED = /^\p{Ll}[\p{L}-]*,?(?: [\p{L}-]+,?){1,6}!+\P{L}*$/u;
// The dot of a title ends no sentence.
const END_OF_SENTENCE = /(?<=\p{L})(?:[,!?…\n]|(?<!(?<!\p{L})(?:dr|mrs?|ms|prof|st))\.|$)/giu;
const END_OF_ADDRESS = /^\s*(?:[,!.?…:;)\n—–-]|$|\p{Extended_Pictographic})/u;

/** Reads a text that is meant to be spoken. Returns undefined if it is something else. */
export function readWish(text: string): Wish | undefined {
  const first = readFirst(text);
  if (first !== undefined) return first;
  if (!isWish(text) || !isSaid(text)) return undefined;
  const people = withName(text, found(text.replace(KISSES, '')));
  if (people === undefined && !isForSomebody(text)) return undefined;
  // "С наступающим всех коллег" speaks to them.
  const above = wordsBefore(text, people);
  if (above !== undefined) return { people, words: capitalised(above) };
  const isSpokenOf =
    people?.inCase === 'dative' || (people?.inCase === 'genitive' && !/(?<!\p{L})всех(?!\p{L})|^пусть /iu.test(text));
  return { people, words: isSpokenOf ? undefined : capitalised(text) };
}

function found(text: string): People | undefined {
  const called = readPeople(text, GREETING.exec(text)?.[0].length ?? 0, { cases: ['nominative'] });
  const first = called?.isNameCertain === false && isAlsoNoun(called.to) ? undefined : called;
  // "Ms Rivera is the best teacher".
  if (first !== undefined && isNamed(first) && /^ (?:is|was|are|were) /iu.test(text.slice(first.end))) return first;
  const after = afterFormula(text);
  if (after !== undefined && isNamed(after)) return after;
  const between = betweenCommas(text);
  // Whoever is named last has signed.
  if (between !== undefined && isNamed(between) && /\p{L}/u.test(text.slice(between.end))) return between;
  return (
    after ??
    between ??
    endingSentence(text) ??
    findCongratulated(text) ??
    betweenCommas(text, /, */g, 'capital') ??
    endingName(text) ??
    endingDative(text) ??
    first
  );
}

/** "Оля, с днём рождения", "Дорогая мама! Поздравляю", "аня с др". */
function readFirst(text: string): Wish | undefined {
  const start = GREETING.exec(text)?.[0].length ?? 0;
  const listed = readPeople(text, start, { cases: ['nominative'] });
  const people =
    readCalled(text, start) ?? listed ?? readPeople(text, start, { cases: ['nominative'], unlisted: 'any' });
  if (people === undefined) return undefined;
  const rest = text.slice(people.end);
  const words = rest.replace(/^(?:[\s,!.…:)—–-]|\p{Extended_Pictographic}|\uFE0F)+/u, '');
  const isListed =
    listed !== undefined &&
    (/^ ?!/.test(rest) || (/^ ?,/.test(rest) && (isWish(words) || CALLED.test(words))) || SPEAKS.test(words));
  // "Внуки поздравляют бабушку" says who greets.
  if (GREETING_VERB.test(words)) return undefined;
  const isAddress = startsWithFormula(words) || GREETED.test(words) || isListed;
  // "Мира, добра и тепла" addresses nobody.
  const isNoun = !people.isNameCertain && isAlsoNoun(people.to) && /^, /u.test(rest);
  if (words === '' || !isAddress || isNoun) return undefined;
  const isFor = /^for /i.test(text);
  // An address that says more than the name stays: "Дорогая мама".
  const isWhole =
    (start > 0 && !isFor) ||
    GREETED.test(words) ||
    (!isFor && wordsFrom(text.slice(0, people.end), 0).length > people.to.split(' ').length);
  return { people, words: capitalised(isWhole ? text : words) };
}

function afterFormula(text: string): People | undefined {
  let unnamed: People | undefined;
  for (const match of text.matchAll(BEFORE_ADDRESS)) {
    const isOfPerson = /^поздравля\p{L}+,? +$/iu.test(match[0]);
    const people = readAddress(text, match.index + match[0].length, isOfPerson);
    // "You are my sunshine, happy birthday Ava".
    // "Happy birthday daddy, we love you, Noah": who is named last has signed.
    const isSender =
      unnamed !== undefined && /love \p{L}+, $/iu.test(match[0]) && people?.end === text.trimEnd().length;
    if (isSender) return unnamed;
    if (people !== undefined && isNamed(people)) return people;
    unnamed ??= people;
  }
  return unnamed;
}

function readAddress(text: string, at: number, isOfPerson: boolean): People | undefined {
  if (isOfPerson) return readPeople(text, at, { cases: ['accusative'], unlisted: 'any' });
  // "Люблю свою жену Юлю".
  const isLoved = /люб(?:лю|им),? +$/iu.test(text.slice(0, at));
  const people =
    readTogether(text, at, { cases: isLoved ? ['nominative', 'accusative'] : ['nominative', 'genitive', 'dative'] }) ??
    readPeople(text, at, { cases: ['nominative'], unlisted: 'capital' });
  // "Happy birthday lily" is for Lily.
  if (people !== undefined) return isAlsoNoun(people.to) ? { ...people, isNameCertain: true } : people;
  // "Happy birthday jaxon": in English any last word may be a name.
  const last = readPeople(text, at, { cases: ['nominative'], unlisted: 'any' });
  return last !== undefined && /^\p{Script=Latin}/u.test(last.to) && /^[ \p{P}]*$/u.test(text.slice(last.end))
    ? last
    : undefined;
}

/** A wish to several people is one greeting: "Nick, Rob and Steve". */
function readTogether(text: string, at: number, expected: Expected): People | undefined {
  const people = readRow(text, at, expected);
  // "Mum and Dad, love from Ellie" has two.
  // "My love, my best friend" is one person.
  if (people?.others?.some(isVague)) return readPeople(text, at, { ...expected, isSingle: true });
  return people?.others !== undefined && END_OF_ADDRESS.test(text.slice(people.end))
    ? together(people)
    : readPeople(text, at, expected);
}

/** "Мам, пап, с годовщиной". */
function readCalled(text: string, at: number): People | undefined {
  const people = readRow(text, at, { cases: ['nominative'] });
  // "Оля, милая, с днём рождения" has one person.
  const isOfOneKind = people?.others?.every((to) => isNamed({ to }) === isNamed(people));
  return people !== undefined && isOfOneKind === true ? together(people) : undefined;
}

function together({ others = [], ...first }: People): People {
  const names = [first.to, ...others.map((to) => (isNamed({ to }) ? to : to.toLowerCase()))];
  return {
    ...first,
    to: new Intl.ListFormat(languageOf(first.to), { style: 'long' }).format(names).replace(/, and /u, ' and '),
  };
}

function betweenCommas(text: string, ends = /[,!.?…\n]\s*/gu, unlisted: Unlisted = 'none'): People | undefined {
  for (const match of text.matchAll(ends)) {
    const people = readTogether(text, match.index + match[0].length, { cases: ['nominative'], unlisted });
    const before = text.slice(Math.max(match.index - LONGEST_CLOSING, 0), match.index);
    const isSigned = SIGNED.test(fold(before)) || SIGNS.test(match.input.slice(match.index));
    if (people !== undefined && !isSigned && END_OF_ADDRESS.test(text.slice(people.end))) return people;
  }
  return undefined;
}

/** "Ты моя самая любимая мама", "so proud of my big girl Emma". */
function endingSentence(text: string): People | undefined {
  for (const { index } of text.matchAll(END_OF_SENTENCE)) {
    const sentence = text.slice(Math.max(index - LONGEST_ENDING, 0), index);
    for (const { index: at } of sentence.matchAll(/(?<=\p{L} +)(?=\p{L})/gu)) {
      const people = readPeople(sentence, at, { cases: ['nominative'] });
      const before = fold(sentence.slice(0, at));
      if (people?.end === sentence.length && !SIGNED.test(before) && !GREETS.test(before)) return people;
    }
  }
  return undefined;
}
