import { isGroup } from '#root/bot/drafts/place.js';
import { limits } from '#root/bot/limits.js';
import { button } from '#root/bot/screens/buttons.js';
import { partButtons, remarks } from '#root/bot/screens/parts.js';
import { bold, compose, type Line, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import type { Draft, DraftNames } from '#root/jobs/draft.js';
import type { Texts } from '#root/telegram/texts.js';

// They are made behind the greetings of others, and a chat takes about twenty messages and edits a minute, two for each.
const SECONDS_EACH = 15;
const MOST_NAMED = 5;
const LONGEST_NAMED = 30;
// With the words, and all other lines, the names fit into a message of 4,096 characters.
const LONGEST_LIST = 1_800;
const LONGEST_WORDS = 1_500;

/** Shows a draft for several people, before any of its greetings is ordered. */
export function batchCardScreen(draft: Draft, names: DraftNames): Screen {
  const texts = textsOf(draft);
  const { text } = draft.content;
  const count = names.people.length;
  const make = button(draft, texts('button-make-many', { count }), 'go', { style: 'success' });
  const discard = button(draft, texts('button-discard'), 'x', { style: 'danger' });
  return {
    ...compose([
      ...remarks(draft),
      bold(texts('batch-title', { count, minutes: Math.ceil((count * SECONDS_EACH) / 60) })),
      ...leftOut(texts, names),
      quote(cut(listOf(names), LONGEST_LIST)),
      ...summary(draft),
      ...(text === undefined ? [] : [quote(cut(text, LONGEST_WORDS))]),
    ]),
    // In a group the bot does not get the answers to questions.
    keyboard: isGroup(draft) ? [[make], [discard]] : [[make], ...partButtons(draft)],
  };
}

/** Returns the first few names, and how many more there are. */
export function nameFew(texts: Texts, names: readonly string[], total = names.length): string {
  const named = names.slice(0, MOST_NAMED).map((text) => texts('quoted', { text: cut(text, LONGEST_NAMED) }));
  const joined = named.join(', ');
  return total > named.length ? texts('and-more', { names: joined, count: total - named.length }) : joined;
}

function leftOut(texts: Texts, { duplicates, unusable, tooMany }: DraftNames): Line[] {
  return [
    ...(duplicates === 0 ? [] : [texts('batch-duplicates', { count: duplicates })]),
    ...(unusable.length === 0 ? [] : [texts('batch-unusable', { names: nameFew(texts, unusable) })]),
    ...(tooMany === 0 ? [] : [texts('batch-too-many', { ...limits, count: tooMany })]),
  ];
}

/** Each with words of its own is a line. */
function listOf({ people }: DraftNames): string {
  const hasWords = people.some(({ text }) => text !== undefined);
  return people.map(({ to, text }) => (text === undefined ? to : `${to}: ${text}`)).join(hasWords ? '\n' : ', ');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/\p{Cs}$/u, '')}…` : text;
}
