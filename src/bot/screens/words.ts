import { wordsOf } from '#root/bot/drafts/choices.js';
import { cutToFit } from '#root/bot/drafts/cut-to-fit.js';
import { offeredWords } from '#root/bot/drafts/offered-words.js';
import { limits } from '#root/bot/limits.js';
import { button, wayOut } from '#root/bot/screens/buttons.js';
import { partButtons, remarks } from '#root/bot/screens/parts.js';
import { bold, compose, type Line, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import { fillName } from '#root/greeting/fill-name.js';
import { graphemes } from '#root/greeting/graphemes.js';
import { tones } from '#root/greeting/ready-words/tones.js';
import type { Draft } from '#root/jobs/draft.js';

// Enough to recognise the place where the words end.
const END_LENGTH = 30;

/** Asks what the greeting says, and offers ready-made words. */
export function wordsScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { screen, to, variant } = draft.content;
  const own = wordsOf(draft.content);
  const offered = tones.flatMap((tone): Line[] => {
    const words = offeredWords(draft, tone);
    return [bold(texts(`tone-${tone}`)), quote(to === undefined ? words : fillName(words, to))];
  });
  return {
    ...compose([
      ...remarks(draft),
      bold(texts('ask-words')),
      '',
      ...summary(draft),
      ...(own === undefined ? [] : ['', quote(own)]),
      '',
      ...offered,
    ]),
    keyboard: [
      tones.map((tone) => button(draft, texts(`tone-${tone}`), 'w', { value: `${tone[0]}${variant}` })),
      [button(draft, texts('button-others'), 'w', { value: '+' })],
      ...(screen === 'words' ? [wayOut(draft)] : partButtons(draft, 'w')),
    ],
  };
}

/** Asks whether words that are too long may be cut. */
export function longWordsScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { text = '' } = draft.content;
  const end = `…${cutToFit(text)
    .slice(-END_LENGTH)
    .replace(/^\S*\s+/u, '')}`;
  return {
    ...compose([bold(texts('words-too-long', { ...limits, length: graphemes(text).length, end }))]),
    keyboard: [
      [
        button(draft, texts('button-keep'), 'w', { value: 'cut' }),
        button(draft, texts('button-rewrite'), 'w', { value: 'new' }),
      ],
      [button(draft, texts('button-discard'), 'x', { style: 'danger' })],
    ],
  };
}
