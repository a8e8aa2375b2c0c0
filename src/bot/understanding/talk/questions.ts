import { anyOf } from '#root/bot/understanding/patterns.js';
import { fold, foldedWords } from '#root/bot/understanding/words.js';

const INTERROGATIVE = new RegExp(
  `^(?!ну что )(?:${anyOf('а и но ну подскаж* скажите пожалуйста please pls привет здравствуйте простите извините hi hello hey')},? )*(?:${anyOf('до с за на во? по об? у от из')} )?${anyOf(`
    как(?:ой|ая|ое|ие|ую|ого|ом|им|ими)? что чем чего кого скольк[оиу] почему зачем где когда кто(?!-) (?:ты|вы)_кто куда чей есть_(?:ли|поздравл*|видео*|готов*|шаблон*|голос*|музык*) можешь_ли
    умеешь а_если помоги(?!_(?:поздрав|сдел|созда|запис|придум|напис|состав|сочин)) помощь how(?!_about) what(?!_an?_) why where when who whose which what(?:'?s)_the is_(?:there|it|this|the|my) do_i do_you can_you_(?:speak|understand) does are_you
    are_there help(?!_(?:me_|us_)?(?:to_)?(?!please|pls|with|out|understand|use|figure|fix|find|get|how|me|now)[a-z]+_)`)}`,
  'u',
);
// Asks for advice about any person.
const ADVICE = new RegExp(
  anyOf('что_(?:мне_)?(?:по)?дарить what_(?:should|can|do)_(?:i|we)_(?:get|give|buy|write)'),
  'u',
);
// Something is wrong with the bot.
const TROUBLE = new RegExp(
  anyOf(`
    не_(?:работа|получ|приш|приход|прид|могу|открыва|загру|слышно|отправ|отвеча|видно)* ошибк* завис*
    (?:didn't|doesn't|not|isn't|won't|can't)_(?:work|come|arrive|open|play|load|send|hear)* error broken where_is_my
    где_мое так_долго taking_so_long`),
  'u',
);
const MOST_WORDS_OF_TROUBLE = 9;
const MODAL = new RegExp(
  `^(?:${anyOf('а и')} )?${anyOf("можно могу можешь can could may_(?:i|we) should do did will whats what's hows")}`,
  'u',
);

/** Returns whether a message asks the bot about itself, or reports that something is wrong. */
export function isQuestionToBot(text: string): boolean {
  const folded = fold(text).trim();
  const isTrouble = TROUBLE.test(folded) && foldedWords(text).length <= MOST_WORDS_OF_TROUBLE;
  return (isTrouble && !/[:：]/u.test(text)) || INTERROGATIVE.test(folded) || ADVICE.test(folded);
}

// What a greeting can be like, and no greeting for somebody: "можно на казахском?", "can it be longer?".
const FEATURE = new RegExp(
  anyOf(`
    на_[а-я]+ском на_[а-я]+_языке языках по-[а-я]+ски голосом голоса музык* песней длинн* подлиннее покороче короче бесплатн* платн*
    in_(?:other|another|english|french|spanish|german|italian|russian|ukrainian|arabic|hindi|chinese|portuguese|turkish|polish) languages?
    longer shorter voices? music free cost`),
  'u',
);

/** Returns whether a question is about what the bot can do. */
export function isAboutFeature(text: string): boolean {
  return /\?\s*\P{L}*$/u.test(text) && FEATURE.test(fold(text));
}

const PRICE = new RegExp(
  anyOf('бесплатн* платн* стоит стоимость цен[аыуе] плат*ть free price* cost* pay how_much'),
  'u',
);
const CHANGES = new RegExp(
  anyOf(`
    (?:по|из|с)мен* передел* друг(?:ой|ое|ую|ие|им) голос* музык* формат* оформлен* дизайн* квадрат* горизонт* вертик*
    короче длиннее подлиннее покороче не_(?:по)?нрав* не_то ударени* произнос* неправильн* pronounc* wrong (?:don't|didn't|not)_like change edit voices? music format design another different square portrait landscape
    shorter longer`),
  'u',
);

const SHARING = new RegExp(
  anyOf('скач* сохран* отправ* пересл* подел* выложить download save share forward send post'),
  'u',
);
// What a person sends to the bot.
const TO_BOT = new RegExp(
  anyOf('фот* голосов* файл* запис* спис* тебе вам photos? pictures? voice files? list you'),
  'u',
);

/** What a question to the bot is about: its price, how to change or share a video, or something that is wrong. */
export type Topic = 'price' | 'changes' | 'sharing' | 'trouble';

/** Returns what a question to the bot is about, or undefined if it may be anything. */
export function topicOf(question: string): Topic | undefined {
  const folded = fold(question);
  if (TROUBLE.test(folded)) return 'trouble';
  if (PRICE.test(folded)) return 'price';
  if (SHARING.test(folded)) return TO_BOT.test(folded) ? undefined : 'sharing';
  return CHANGES.test(folded) ? 'changes' : undefined;
}

/** Returns whether a message that is no order asks something. */
export function isQuestion(text: string): boolean {
  return /\?\s*\P{L}*$/u.test(text) || MODAL.test(fold(text).trim());
}
