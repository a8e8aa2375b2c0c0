import { anyOf } from '#root/bot/understanding/patterns.js';
import { topicOf } from '#root/bot/understanding/talk/questions.js';
import type { Understood } from '#root/bot/understanding/understood.js';
import { fold, foldedWords } from '#root/bot/understanding/words.js';

// In more words than these, a link or a time is a part of what somebody wants to say.
const MOST_WORDS = 3;
// What of a video can be changed, and how.
const CHANGEABLE = `(?:голос\\p{L}*|музык\\p{L}*|фото|видео|имя|текст|слова|формат|кружо?к\\p{L}*|вертикальн\\p{L}*|квадрат\\p{L}*|voice|music|photos?|video|name|text|words|format|square|portrait|landscape|round)`;
// A request for words is none to say, nor is it that somebody has none.
const ASKS_FOR_WORDS = new RegExp(
  `^${anyOf(`
    (?:ну_)?(?:сам(?:а|и)?_)?(?:напиши|придумай|сочини|выбери|подбери)(?:те)? write_(?:something|it|me|a) make_(?:it|something)
    come_up_with pick_(?:one|something)
    (?:сделай|сделайте|поставь|поменяй|измени|смени|исправь|замени|убери|добавь|хочу|можно)_(?:\\p{L}+_){0,2}${CHANGEABLE}
    (?:make|change|use|add|remove|put|set)_(?:[a-z]+_){0,3}${CHANGEABLE}`)}`,
  'u',
);
const HAS_NO_WORDS = new RegExp(
  `^${anyOf(`
    не_знаю(?:_что_(?:сказать|написать|пожелать))? не_важно что[_-]нибудь что_угодно любые на_твой_вкус на_ваш_вкус
    (?:сделай_|напиши_|можно_)?(?:по)?(?:короче|длиннее|смешнее|веселее|теплее|проще|добрее) без_понятия нет_идей (?:в_)?стих(?:и|ах) (?:a_)?poem
    (?:что|какой|какие)_(?:ты_|вы_)?(?:по)?советуе(?:шь|те)
    i_don'?t_know(?:_what_to_(?:say|write))? idk no_ideas? not_sure anything whatever (?:you|u)_(?:choose|decide|pick)
    surprise_me (?:make_it_)?(?:shorter|longer|funnier|warmer) what_(?:do|would)_(?:you|u)_(?:suggest|recommend)`)}[.!?…]*$`,
  'u',
);
const MOST_WORDS_ASKED = 6;

/**
 * Returns whether a message can be the words of a greeting for a person who is asked for them: no bare link, time, number,
 * yes, no, "again", or a request for words.
 */
export function isSayable(words: string, meaning: Understood | undefined): boolean {
  const bare: (Understood['kind'] | undefined)[] = ['link', 'time', 'yes', 'no', 'again'];
  const isBare = bare.includes(meaning?.kind);
  const folded = fold(words).trim();
  const isAsking = ASKS_FOR_WORDS.test(folded) && foldedWords(words).length <= MOST_WORDS_ASKED;
  if (isAsking || HAS_NO_WORDS.test(folded)) return false;
  // Emoji alone are refused later, with the reason.
  return !(isBare && foldedWords(words).length <= MOST_WORDS) && !/^[\s\p{P}]*\p{N}[\s\p{P}\p{N}]*$/u.test(words);
}

// In more words, a question may be asked of the person who is greeted.
const MOST_WORDS_TO_BOT = 5;

/** Returns whether a message can only be meant for the bot: a command, or a short question about the bot or a video. */
export function isToBot(words: string, meaning: Understood | undefined): boolean {
  if (meaning?.kind === 'question')
    return topicOf(words) !== undefined && foldedWords(words).length <= MOST_WORDS_TO_BOT;
  return meaning?.kind === 'command' || meaning?.kind === 'cancel';
}

/** Returns whether words could also be meant for the bot, so that the card shows them before anything is made of them. */
export function isDoubtful(meaning: Understood | undefined): boolean {
  const clear: (Understood['kind'] | undefined)[] = ['orders', 'batch', 'same', 'thanks', 'unclear', undefined];
  return !clear.includes(meaning?.kind);
}
