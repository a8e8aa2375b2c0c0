import { type Agreement, type Case, fold, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { nounForm } from '#root/tts/normalise/ru/noun-forms.js';

// What a number without a noun ends with: "прочла 51.", "2 за папу", "1 вечером".
const NO_NOUN =
  /^\s?(?:$|[.,!?;:)])|^\s(?:за|от|для|на|у|к|в|во|из|с|со|по|утром|вечером|днём|днем|ночью|сегодня|завтра|себе|мне|тебе|вам|нам|ему|ей)(?!\p{L})/u;
// The earlier noun, and what joins the two: "61 сообщение, прочла", "2 шагах от рекорда, в".
const EARLIER =
  /\d\s(\p{L}+)(?:\s\p{Ll}+){0,3}(?:,\s(?:а\s|и\s|но\s|из\sних\s)?|\sи\s)(?:(?:\p{Ll}+(?:л[аио]?|лось|лась|ю|[еи]шь|[еи]т|[еи]м|ют)|(?:на|у|для|к)\s\p{Ll}+|особенно|даже|лишь|только|ещ[её])\s|(?:в|на)\s)?$/u;
// "Ты моя 1", "ты 1 на свете такая".
const BEFORE: readonly (readonly [RegExp, Gender])[] = [
  [/(?<!\p{L})(?:моя|твоя|наша|ваша)\s$/iu, 'feminine'],
  [/(?<!\p{L})(?:мо[её]|тво[её]|наше|ваше)\s$/iu, 'neuter'],
];
const AFTER =
  /^\s(?:(?:и|на\sсвете|на\sвсём\sсвете|у\s(?:меня|нас))\s)?(?:такая|единственная)(?!\p{L})|^,\s(?:и\s|а\s)?обе(?!\p{L})/u;

// "Ты нашлась, 1 на миллион".
const ONE_IN_MILLION = /^\sна\s(?:миллион|миллиард|тысячу|весь|всю)/u;
const OF_HER = /(?:\p{L}ла(?:сь)?|ая|моя|она)(?:,|\s?[—–-])?\s$/iu;

/** Returns how a number agrees with a noun that is not said again: "61 сообщение, прочла 51". */
export function unsaidNoun(left: string, right: string, wanted: readonly Case[]): Agreement | undefined {
  const [first = 'nominative'] = wanted;
  if (AFTER.test(right)) return { case: 'nominative', gender: 'feminine' };
  if (ONE_IN_MILLION.test(right) && OF_HER.test(left)) return { case: 'nominative', gender: 'feminine' };
  if (!NO_NOUN.test(right)) return undefined;
  const shown = /^\s?[.!?]/.test(right) ? BEFORE.find(([pattern]) => pattern.test(left)) : undefined;
  if (shown !== undefined) return { case: 'nominative', gender: shown[1] };
  const [, earlier = ''] = EARLIER.exec(left) ?? [];
  const found = nounForm(fold(earlier));
  if (found === undefined) return undefined;
  const { gender, singular, plural } = found;
  if (/(?<!\p{L})(?:в|на)\s$/u.test(left) && plural.includes('prepositional')) return { case: 'prepositional', gender };
  const isObject = singular.length === 1 && singular[0]?.case === 'accusative';
  return { case: isObject && first === 'nominative' ? 'accusative' : first, gender };
}
