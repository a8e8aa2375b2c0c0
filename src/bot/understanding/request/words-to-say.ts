import { anyOf } from '#root/bot/understanding/patterns.js';
import { readPeople } from '#root/bot/understanding/people/read-people.js';
import { asks } from '#root/bot/understanding/request/opening.js';
import { isWish, speaksToSomebody, startsWithFormula } from '#root/bot/understanding/wish/formulas.js';
import { capitalised, fold, foldedWords } from '#root/bot/understanding/words.js';
import { languageOf } from '#root/greeting/check-order.js';

const rest = (before: string, flags = 'isu') => new RegExp(`${before}\\s*(?<words>\\S.*)$`, flags);

const QUOTED = /[«„“"](?<words>[^«»„“”"]{4,})[»“”"]/u;
// "Say «You can do it» to Luke".
const QUOTED_FIRST = /^(?:say|скажи(?:те)?|передай(?:те)?) [«„“"](?<words>[^«»„“”"]{4,})[»“”"]/iu;
const AFTER_COLON = rest('(?<!\\d|(?:повод|праздник|имя|возраст|дата|occasion|name|age|date) ?)[:：](?!//)');
const COLON_FIRST = rest('^[:：]');
const AFTER_DASH = rest('\\s[-–—]\\s');
const THAT = rest('^,? (?:что|that) ');
const INTRODUCED = rest(
  anyOf(`с_текстом со_словами с_такими_словами с_пожеланием скажи,?_что хо(?:чу|тим)_сказать,?(?:_(?:ей|ему|им),?)?_что и_скажи saying that_says where_you_say (?:where|что|чтобы|чтоб)_(?:ты|вы)_(?:говорите|говоришь|скажете|скажешь) and_say (?:скажи|передай)(?:те)?_(?:ему|ей|им),?(?:_что)?
    with_the_(?:text|words|message) tell_(?:him|her|them)(?!_(?:how|to|about|what|why|if|not))(?:_that)?`),
);
const WISH_HER = rest(
  `(?:${anyOf('пожела(?:й|йте|ть)')}(?: ${anyOf('ей ему им от_меня от_нас')})*|${anyOf('wish')}(?: ${anyOf('him her them')})+)`,
);
const WISH_SOMEBODY = new RegExp(`${anyOf('пожела(?:й|йте|ть) wish(?!_(?:for|to))')} [^.!?]*$`, 'iu');
// "Wish good luck to Ben", "пожелай удачи Вове".
const WISHED_BEFORE = new RegExp(
  `${anyOf('пожела(?:й|йте|ть) wish')} (?:${anyOf('от_меня пожалуйста')} )*(?<what>(?:an? )?(?:\\p{L}+(?:ого|ой|ых|их) |good |best of |lots of |all the )?${anyOf(`
    удачи счастья здоровья успехов любви терпения сил добра радости выздоровления дня ночи утра luck best success health love
    strength speedy_recovery`)}) (?:to )?\\p{L}+[^.!?]*$`,
  'iu',
);
const OCCASION = /^[ ,]*(?:с |from |for |от |(?:a )?(?:very )?(?:happy|merry))/iu;
const OF_SOMEBODY = new RegExp(
  `^(?:${anyOf('я мы i we что that')} )*${anyOf('он она его ее её ему ей по_ней по_нему he she they')}|^(?:i|we)(?:'ll)?(?: will| all| really)* \\p{L}+ ${anyOf('him her them')}`,
  'iu',
);
// What speaks of the person, or tells the bot how to do it: "She loves your music", "Make it funny".
const NOT_SAID = new RegExp(
  anyOf(`(?<!and_)(?:he|she|they)(?:'s|'re|'ll)? him her them his their он она они его ее ей ему их (?:make|keep)_it
    your_(?:song|songs|music|show|videos?) biggest_fan roast`),
  'u',
);
const NEXT_SENTENCE = /(?<=[.!?\n])[\s.!?]*(?<words>[^\s.!?].*)$/su;
// "На свадьбу⏎Любите друг друга!".
const BIDDEN = /^[^\n]*\n\s*(?<words>\p{L}{2,}(?:[йь]те|ите|[йи]тесь)(?!\p{L}).*)$/su;
const AFTER_COMMA = /^, *(?<words>(?:we|you|ты|вы|мы|спасибо)(?!\p{L})(?! (?:know|can|could)).*)$/isu;
// "To Daniel, happy Valentine's Day".
const AFTER_NAME =
  /^(?: from [^,.!?:]+(?=,))?,? *(?<words>(?:happy|merry|congrat\p{L}*|thank you|thanks|have an?|hope|wishing|get well|good luck|enjoy|welcome|(?:love|miss) you)(?!\p{L}).*)$/isu;
const WISHING = /(?<words>(?<!\p{L})(?:желаю|желаем|i wish you|we wish you)(?!\p{L}).+)$/isu;

/** Returns the words that a request wants to be said, from the index after the people on. */
export function wordsToSay(text: string, end: number): string | undefined {
  const after = text.slice(end);
  const find = (pattern: RegExp) => pattern.exec(after)?.groups?.words?.trim();
  // "Скажи Кристине: выходи за меня!"
  const told = /^(?:tell|скажи|передай)/iu.test(text) ? (find(THAT) ?? find(COLON_FIRST)) : undefined;
  const quoted = QUOTED_FIRST.exec(text)?.groups?.words ?? find(QUOTED);
  const isQuote = quoted !== undefined && (isWish(quoted) || foldedWords(quoted).length > leastOfQuote(quoted));
  const afterColon = find(AFTER_COLON);
  const given =
    (isQuote ? quoted : undefined) ??
    (afterColon && isWish(afterColon) ? afterColon : undefined) ??
    find(INTRODUCED) ??
    told;
  const saying = INTRODUCED.exec(text)?.groups?.words;
  if (given === undefined && saying !== undefined && (startsWithFormula(saying) || speaksToSomebody(saying)))
    return capitalised(saying);
  // "Скажи, что она лучшая" says it to somebody else.
  if (given !== undefined)
    return OF_SOMEBODY.test(given) || (given === told && NOT_SAID.test(fold(given))) || isOfObject(given)
      ? undefined
      : capitalised(given);
  const what = WISHED_BEFORE.exec(text.slice(0, end))?.groups?.what;
  if (what !== undefined) return inMyName(`${what}${after.replace(/[.!?\n,].*$/su, '')}`);
  const wished = isWishedTo(text.slice(0, end), after) ? after.trim() : find(WISH_HER);
  if (wished !== undefined && !OCCASION.test(wished)) return inMyName(wished);
  const said =
    [find(AFTER_DASH), find(AFTER_COMMA), /^to /i.test(text) ? find(AFTER_NAME) : undefined, find(NEXT_SENTENCE)].find(
      (each) => each && isSaidTo(each),
    ) ??
    find(WISHING) ??
    [find(BIDDEN)].find((each) => each && !asks(each) && !NOT_SAID.test(fold(each)));
  return said && capitalised(said);
}

/** "Петрову Анну с юбилеем" congratulates somebody, and is not said to them. */
function isOfObject(text: string): boolean {
  const people = readPeople(text, 0, { cases: ['nominative', 'accusative'] });
  return people?.inCase === 'accusative' && /^ со? /iu.test(text.slice(people.end));
}

/** Returns what somebody is wished as the one who wishes says it: "I wish you luck at your interview". */
function inMyName(wished: string): string {
  const own = wished
    .replace(/,? (?:he|she|they)['’ ].*$/iu, '')
    .replace(/(?<!\p{L})(?:her|his|their)(?!\p{L})/giu, 'your');
  return `${languageOf(own) === 'ru' ? 'Желаю' : 'I wish you'} ${own.trim()}`;
}

/** Returns whether a part of a request is meant for the person. */
function isSaidTo(text: string): boolean {
  return isWish(text) && !asks(text) && (startsWithFormula(text) || !NOT_SAID.test(fold(text)));
}

/** "Finding himself" in quotes is irony, and no speech. */
function leastOfQuote(quoted: string): number {
  return /^\p{Ll}/u.test(quoted) ? 2 : 1;
}

/** "Пожелай маме здоровья", but not "wish mom a happy birthday". */
function isWishedTo(before: string, after: string): boolean {
  return WISH_SOMEBODY.test(before) && /\p{L}/u.test(after) && !OCCASION.test(after);
}
