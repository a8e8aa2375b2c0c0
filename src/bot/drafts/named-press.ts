import { askedIn } from '#root/bot/drafts/asked.js';
import { isTooLong } from '#root/bot/drafts/choices.js';
import type { Press } from '#root/bot/drafts/press.js';
import { anyOf, wholly } from '#root/bot/understanding/patterns.js';
import { foldedWords } from '#root/bot/understanding/words.js';
import { NO_MUSIC } from '#root/greeting/spec.js';
import type { DraftContent } from '#root/jobs/draft.js';

/** How people name the words that are offered, by the value of the button. */
const picks: [value: string, core: RegExp][] = [
  ['s', wholly('корот* кратк* перв* 1 short first one')],
  ['w', wholly('тепл* втор* 2 warm second two')],
  ['f', wholly('торжеств* официальн* трет* 3 formal third three')],
  ['+', wholly('друг* еще others? more next')],
];
const FILLER = wholly(`
  вариант* текст* слова давай* можно покажи пожалуйста плиз номер о это* самое самый the one option number version words
  please pls let's go with show me some`);
const MOST_WORDS = 5;

type Options = [value: string, pattern: RegExp][];

const option = (value: string, list: string): [string, RegExp] => [
  value,
  new RegExp(
    `^(?:сделай |пусть будет |давай |на |the |a )?${anyOf(list)}(?: ${anyOf('голос* повод* праздник формат* видео музык* voice one please')})?$`,
    'u',
  ),
];
const occasions: Options = [
  option('birthday', 'день_рождения юбилей birthday'),
  option('new-year', 'новый_год new_year'),
  option('wedding', 'свадьб* wedding'),
  option('thank-you', 'спасибо благодарност* thank_you thanks'),
  option(
    'neutral',
    'друг(?:ой|ое|ая) ино[йе] особ(?:ый|ое|ая) another other different special something_(?:else|special)',
  ),
];
/** What the options of a screen are called, by the values of their buttons. */
const choices = new Map<DraftContent['screen'], { action: string; options: Options }>([
  ['occasion', { action: 'o', options: occasions }],
  ['voice', { action: 'v', options: [option('female', 'женск* female woman'), option('male', 'мужск* male man')] }],
  [
    'format',
    {
      action: 'f',
      options: [
        option('portrait', 'вертикал* portrait vertical'),
        option('square', 'квадрат* square'),
        option('landscape', 'горизонтал* landscape horizontal'),
        option('round', 'кружо?к* кругл* round'),
      ],
    },
  ],
  ['music', { action: 'm', options: [option(NO_MUSIC, 'без никак* no_music none'), ...occasions] }],
]);

/** Returns the button that a message names in place of pressing it: "тёплое", "the second one", "другой повод". */
export function namedPress(content: DraftContent, message: string): Press | undefined {
  const words = foldedWords(message);
  const choice = choices.get(content.screen);
  if (choice !== undefined) {
    const [chosen] = choice.options.find(([, pattern]) => pattern.test(words.join(' '))) ?? [];
    return chosen === undefined ? undefined : { action: choice.action, value: chosen };
  }
  const isOffered = askedIn(content) === 'text' && !isTooLong(content.text) && words.length <= MOST_WORDS;
  const value = isOffered ? pickedIn(words, content.variant) : undefined;
  return value === undefined ? undefined : { action: 'w', value };
}

function pickedIn(words: string[], variant: number): string | undefined {
  const meant = words.filter((word) => !FILLER.test(word));
  // "One" alone is the first one.
  const [only, ...others] = meant.length === 0 ? words : meant;
  const [value] = picks.find(([, core]) => core.test(only ?? '')) ?? [];
  if (value === undefined || others.length > 0) return undefined;
  return value === '+' ? value : `${value}${variant}`;
}
