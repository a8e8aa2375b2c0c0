import { anyOf } from '#root/bot/understanding/patterns.js';
import { fold } from '#root/bot/understanding/words.js';

const DAY = anyOf(`
  (?:на_)?сегодня (?:на_)?завтра послезавтра утром вечером днем ночью позже потом
  в_(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье) today tomorrow tonight later at_noon at_midnight в_полдень в_обед к_обеду
  on_(?:mon|tues|wednes|thurs|fri|satur|sun)day in_the_(?:morning|evening|afternoon)`);
const HALF = "(?:am|pm|a\\.m\\.|p\\.m\\.|o'clock)";
const CLOCK = `(?:${anyOf('в во к на около до после at by around until')} )?\\d{1,2}(?:[:.\\- ]\\d{2})?(?: ?(?:ч|час\\p{L}*|утра|вечера|дня|ночи|${HALF}))?`;
const MONTH = anyOf('январ* феврал* март* апрел* ма[яй] июн* июл* август* сентябр* октябр* ноябр* декабр*');

const TIME = new RegExp(
  [
    `^(?:${DAY} )*(?:${CLOCK}|${DAY})(?: ${DAY})*[.!]*$`,
    '(?<![\\d.])(?:[01]?\\d|2[0-3]):[0-5]\\d(?!\\d)',
    `(?<!\\d)\\d{1,2} ?${HALF}(?!\\p{L})`,
    `${anyOf('в')} \\d{1,2} ${anyOf('час* утра вечера ночи')}`,
    `${anyOf('в к at until by')} \\d{1,2}(?: час\\p{L}*| утра| вечера)?[.!,]*$`,
    `^(?:через|in) (?:\\d+ )?${anyOf('час* мин* полчаса день дн* недел* an?_hour hours? min* days? weeks?')}[.!]*$`,
    `^\\d{1,2}(?:\\.\\d{1,2}(?:\\.\\d{2,4})?| ${MONTH})(?: |$)(?!.*${anyOf('для for видео* поздрав* открытк* ролик* video card')})`,
  ].join('|'),
  'u',
);

/** Returns whether a message says a time, or on which day. */
export function saysTime(text: string): boolean {
  return TIME.test(fold(text).trim());
}
