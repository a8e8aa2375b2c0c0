import { anyOf } from '#root/bot/understanding/patterns.js';
import { type Case, cases } from '#root/bot/understanding/people/cases.js';
import { isAlsoNoun } from '#root/bot/understanding/people/name-or-noun.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { type Expected, type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { readRow } from '#root/bot/understanding/people/read-row.js';
import { isNamed } from '#root/bot/understanding/people/with-name.js';
import { wordsFrom } from '#root/bot/understanding/words.js';

/** Where people may stand in a request. */
interface Place {
  before: RegExp;
  expected: Expected;
  /** Number of words that may stand between. */
  within?: number;
}

const MOST_OF_MENTION = 300;
// If only so few words may stand between, they say what somebody is.
const FEW = 2;

const only = (...cases: Case[]): Expected => ({ cases });
const unlisted = (inCase: Case): Expected => ({ cases: [inCase], unlisted: 'any' });
const after = (list: string, end = ' +') => new RegExp(`${anyOf(list)}${end}`, 'giu');

/** "Джессике на юбилей": a name that no list has, in the dative. */
export const UNLISTED_FIRST =
  /^(?=\p{Lu}\p{Ll}+[еуюи] (?:(?:на|к|с|от|скоро|завтра|сегодня|исполн\p{L}+) |\d|(?:од|дв|тр|четыр|пят|шест|сем|вос|дев)\p{L}+ (?:год|лет)))/u;

/** "Лёшу поздравь с днём рождения". */
export const OBJECT_FIRST = /^(?=[\p{L} -]{2,40} поздрав(?:ь|ьте|ить)(?!\p{L}))/iu;

const named: Place = {
  before: after(
    "(?<!меня_)зовут по_имени с_именем имя named called (?<!my_)name_is (?:her|his)_names (?<!my_)name's (?<!my_)name (?:girl|boy)_is",
    ':? +',
  ),
  expected: unlisted('nominative'),
};

// "Поздравь меня, меня зовут Слава".
const OF_MYSELF = /поздрав\p{L}* меня|(?:congratulate|wish|roast) me(?!\p{L})|my own (?:birthday|bday)/iu;
const sender: Place = {
  before: after("меня_зовут я my_name_is i'm im i_am"),
  expected: { cases: ['nominative'], unlisted: 'capital' },
};

const congratulated: Place = {
  before: after('поздрав(?:ь|ьте|ить|им|ляю|ляем|ляют|ляет)(?:_со?(?:_\\d+)?)?'),
  expected: only('accusative'),
  within: 4,
};

/** "Валерой зовут". */
const namedBefore: Place = {
  before: /(?<!\p{L})(?=\p{L}{3,} (?:(?:его|е[её]|их) )?зовут)/giu,
  expected: { cases: ['nominative', 'instrumental'] },
};

// In order of precedence.
const places: readonly Place[] = [
  named,
  namedBefore,
  {
    before: after(
      'поздрав(?:ь|ьте|ить|им|ишь|ите|ит|ят|ил[аи]?)(?:-ка)?',
      '[ ,]+(?:(?:пожалуйста|плиз|бы)[ ,]+|от (?:меня|нас) )?',
    ),
    expected: unlisted('accusative'),
  },
  congratulated,
  { before: after('поблагодар* порад* удив*'), expected: unlisted('accusative') },
  { before: after('для'), expected: unlisted('genitive'), within: 2 },
  { before: after('for ^to wish congratulate greet thank tell surprise'), expected: unlisted('nominative') },
  {
    before: after(
      '(?:shout-?out|big_up|props|kudos|hats_off)_to (?:birthday|bday|greetings?|video|card|message)_4 (?:birthday|bday|greetings?|video|card|message|wish|wishes|anniversary|graduation|retirement|day|year|christmas|xmas|love|hello|hi|congrats|congratulations|thanks|thank_you|sorry|goodbye|it|from(?:_[a-z]+){1,4})_to',
    ),
    expected: unlisted('nominative'),
  },
  { before: /^(?:say|wish|send) (?:[\p{L}'«»"“”-]+ ){1,6}?to +/giu, expected: unlisted('nominative') },
  { before: after('тост_за'), expected: only('accusative'), within: 2 },
  { before: after('у'), expected: { cases: ['genitive'], unlisted: 'capital' } },
  {
    before: after('чтобы?(?!_\\p{L}+(?:_\\p{L}+)?_поздрав)'),
    expected: { cases: ['nominative'], unlisted: 'capital' },
  },
  {
    before: after('перед (?:мы|нас|нам|меня|мне)(?:_[\\p{L}\\d]+){0,4}_с'),
    expected: { cases: ['instrumental'], unlisted: 'capital' },
  },
  {
    before: after(
      'рождени[яею] рожденья др юбиле[йяюе] годовщин* свадьб* крестин* новосель* выпускн* новый_год рождество',
    ),
    expected: only('genitive', 'dative', 'nominative'),
  },
  { before: /^/gu, expected: only('dative'), within: 7 },
  { before: new RegExp(OBJECT_FIRST, 'giu'), expected: only('accusative') },
  { before: new RegExp(UNLISTED_FIRST, 'gu'), expected: unlisted('dative') },
  // "Сделайте поздравуху Жорику".
  {
    before: /(?<=(?<!хоч)у |видео |ролик |видос |сюрприз |открытку |др )(?=\p{Lu}\p{Ll}+у(?!\p{L}))/gu,
    expected: { cases: ['dative'], unlisted: 'capital' },
  },
];

const NOT_AS_SENDER =
  /(?<!\p{L}|(?<!\p{L})(?:from|от|i|i['’]m|i am|my name is|меня зовут|я|д(?:нем|нём|ень|ню)) )(?!(?<=\d )(?:марта|мая|августа|marta)(?!\p{L})|(?<=на )свете(?!\p{L}))(?=\p{L})/giu;

/** Returns whom a request names, wherever they stand in it. */
export function findRecipient(text: string): People | undefined {
  return findAt(places, text) ?? (OF_MYSELF.test(text) ? findAt([sender], text) : undefined);
}

/** Returns whom a message calls by name: "дочке 18 лет, зовут Полина". */
export function findNamed(text: string): People | undefined {
  return findAt([named, namedBefore], text);
}

/** Returns the first person that a message speaks of, and not as its sender. It is in doubt if others are named. */
export function findMentioned(text: string): People | undefined {
  const people = firstMentioned(text);
  if (people === undefined) return undefined;
  // "Миру мир, Алёне тортик" is for Алёна.
  const later = isAlsoNoun(people.to) ? findMentioned(text.slice(people.end, MOST_OF_MENTION)) : undefined;
  if (later !== undefined && isNamed(later)) return { ...later, end: people.end + later.end };
  const other = firstMentioned(text.slice(people.end));
  const isAlone = other === undefined || (isNamed(people) && !isNamed(other));
  return { ...people, isNameCertain: people.isNameCertain && isAlone };
}

function firstMentioned(text: string): People | undefined {
  for (const { index } of text.slice(0, MOST_OF_MENTION).matchAll(NOT_AS_SENDER)) {
    const isOf = /(?<!\p{L})(?:для|у|без) $/iu.test(text.slice(0, index));
    const people = readPeople(text, index, { cases: isOf ? ['genitive'] : cases });
    if (people !== undefined) return people;
  }
  return undefined;
}

/** Returns whom a message congratulates: "поздравляю с помолвкой Диану". */
export function findCongratulated(text: string): People | undefined {
  return findAt([congratulated], text);
}

function findAt(among: readonly Place[], text: string): People | undefined {
  for (const { before, expected, within = 0 } of among) {
    const found = Array.from(text.matchAll(before), ({ index, 0: words }) =>
      readWithin(text, index + words.length, expected, within),
    ).filter((people) => people !== undefined);
    // "For teacher appreciation week, for Mrs Lane".
    const [people = undefined] = [...found.filter(isNamed), ...found];
    if (people !== undefined) return people;
  }
  return undefined;
}

/** "Поздравления дочери Каролины": some words for people have one form in both cases. */
function inGenitive(text: string, at: number, people: People): People | undefined {
  if (people.inCase !== 'dative' || isNamed(people)) return undefined;
  const other = readPeople(text, at, only('genitive'));
  return other !== undefined && isNamed(other) ? other : undefined;
}

/** "Для Сергей Калугин": a name of several words that was left in the nominative is longer than any other reading. */
function fullName(text: string, at: number, people: People | undefined): People | undefined {
  const written = readPeople(text, at, { cases: ['nominative'], isSingle: true });
  const isFull = written !== undefined && /^[а-яё]+ [а-яё]/iu.test(written.to) && isNamed(written);
  return isFull && written.end > (people?.end ?? at) ? written : people;
}

function readWithin(text: string, start: number, expected: Expected, within: number): People | undefined {
  const words = wordsFrom(text, start);
  // Whoever stands after "from" is the sender.
  const stop = words.findIndex(({ text: word }) => within <= FEW && isNoName(word));
  const others = words
    .slice(1, (stop === -1 ? within : Math.min(stop, within)) + 1)
    .filter((_, index) => !/^(?:от|from|на|о|об|в|при)$/iu.test(words[index]?.text ?? ''));
  for (const at of [start, ...others.map((word) => word.start)]) {
    const people = fullName(text, at, readRow(text, at, expected));
    if (people !== undefined) return inGenitive(text, at, people) ?? people;
  }
  return undefined;
}
