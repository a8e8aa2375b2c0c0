import { anyOf } from '#root/bot/understanding/patterns.js';
import { foldedWords } from '#root/bot/understanding/words.js';

const whole = (list: string) => new RegExp(`^${anyOf(list)}$`, 'u');
/** How people name the words that are offered, by the value of the button. */
const picks: [value: string, core: RegExp][] = [
  ['s', whole('корот* кратк* перв* 1 short first one')],
  ['w', whole('тепл* втор* 2 warm second two')],
  ['f', whole('торжеств* официальн* трет* 3 formal third three')],
  ['+', whole('друг* еще others? more next')],
];
const FILLER = whole(`
  вариант* текст* слова давай* можно покажи пожалуйста плиз номер о это* самое самый the one option number version words
  please pls let's go with show me some`);
const MOST_WORDS = 5;

/**
 * Returns the value of the button that a message names in place of pressing it: "тёплое", "the second one". Undefined if it
 * names none, or more than one.
 */
export function pickedIn(message: string, variant: number): string | undefined {
  const words = foldedWords(message);
  if (words.length > MOST_WORDS) return undefined;
  const meant = words.filter((word) => !FILLER.test(word));
  // "One" alone is the first one.
  const [only, ...others] = meant.length === 0 ? words : meant;
  const [value] = picks.find(([, core]) => core.test(only ?? '')) ?? [];
  if (value === undefined || others.length > 0) return undefined;
  return value === '+' ? value : `${value}${variant}`;
}
