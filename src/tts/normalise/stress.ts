import type { SpeakableText } from '#root/tts/normalise/normalise.js';

/** How an engine takes the stress of a word: U+0301 after the vowel, or a plus before it. */
export type StressForm = 'acute' | 'plus';

const ACUTE = '\u0301';

/** Returns the text with its stress marks in the form that the engine takes, or without them. */
export function withStress({ text, source }: SpeakableText, form: StressForm | undefined): SpeakableText {
  if (form === 'acute' || !text.includes(ACUTE)) return { text, source };
  const characters = Array.from(text, (character, index) => ({ character, from: source[index] ?? 0 }));
  const marked = characters.flatMap((one, index) => {
    if (one.character === ACUTE) return [];
    const isStressed = form === 'plus' && characters[index + 1]?.character === ACUTE;
    return isStressed ? [{ character: '+', from: one.from }, one] : [one];
  });
  return { text: marked.map(({ character }) => character).join(''), source: marked.map(({ from }) => from) };
}
