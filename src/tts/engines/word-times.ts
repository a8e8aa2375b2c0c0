import { diffArrays } from 'diff';
import { splitWords } from '#root/tts/align/words.js';
import type { SpeechEvent } from '#root/tts/speech-engine.js';

/** A part of a spoken text, from a character to a sentence, and when it is heard. */
export interface TimedText {
  text: string;
  startMs: number;
}

interface Letter {
  letter: string;
  /** Index of the code point in its text. */
  index: number;
}

const LETTER = /[\p{L}\p{N}]/u;
// Numbers may be spoken as other words than they are written. If more words differ, the times are of no use.
const LEAST_SHARE = 0.75;
// Letters by which a short text may differ. The time of a comparison grows with the square of the difference.
const SHORTEST_EDIT = 200;

/**
 * Returns when the words of a text are heard, by what a service says that it has spoken: the same text, perhaps with
 * other marks, spaces and numbers. Returns undefined if that does not give the times of most words.
 */
export function wordTimes(text: string, spoken: readonly TimedText[]): SpeechEvent[] | undefined {
  const written = lettersOf(text);
  const heard = spoken.flatMap((part) => lettersOf(part.text).map(({ letter }) => ({ letter, part })));
  const changes = diffArrays(
    written.map(({ letter }) => letter),
    heard.map(({ letter }) => letter),
    { maxEditLength: Math.max(SHORTEST_EDIT, written.length / 2) },
  );
  const events: SpeechEvent[] = [];
  const reported = new Set<TimedText>();
  let [at, heardAt] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    for (let step = 0; step < count && !added && !removed; step += 1) {
      const part = heard[heardAt + step]?.part;
      if (part === undefined || reported.has(part)) continue;
      reported.add(part);
      events.push({ index: written[at + step]?.index ?? 0, startMs: part.startMs });
    }
    if (!added) at += count;
    if (!removed) heardAt += count;
  }
  return isComplete(text, events) ? events : undefined;
}

function lettersOf(text: string): Letter[] {
  return Array.from(text, (character, index) => ({ letter: fold(character), index })).filter(({ letter }) =>
    LETTER.test(letter),
  );
}

function fold(character: string): string {
  return character.toLowerCase().replace('ё', 'е');
}

function isComplete(text: string, events: readonly SpeechEvent[]): boolean {
  if (events.some(({ startMs }) => !Number.isFinite(startMs) || startMs < 0)) return false;
  const words = splitWords(text).filter((word) => LETTER.test(word.text));
  const timed = words.filter(({ from, to }) => events.some(({ index }) => index >= from && index < to));
  return timed.length > 0 && timed.length >= LEAST_SHARE * words.length;
}
