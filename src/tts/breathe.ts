import { sentences } from '#root/greeting/lines.js';
import { BLOCK_MS, blockPowers, loudnessOf, toLufs } from '#root/media/speech-loudness.js';
import { splitWords } from '#root/tts/align/words.js';
import type { Utterance } from '#root/tts/speech.js';

// Shortest pause between sentences, in milliseconds. Voices here pause for 100 to 400; a speaker breathes in about 400.
const BREATH_MS = 350;
// Loudness of a pause, below that of the speech, in LU.
const PAUSE_BELOW = 25;
// A shorter silence may be inside a word, before a plosive.
const LEAST_PAUSE_MS = 60;
// Where a pause may begin and end, from the start of the word after it.
const BEFORE_MS = 500;
const AFTER_MS = 100;

interface Pause {
  startMs: number;
  endMs: number;
}

/**
 * Returns the speech with the pauses between its sentences made long enough to breathe. A sentence before which the voice
 * does not pause at all is left as it is.
 * @param language BCP 47 tag, for its rules on where a sentence ends
 */
export function breathe(utterance: Utterance, language: string): Utterance {
  const pauses = pausesIn(utterance);
  const text = utterance.words.map((word) => word.text).join(' ');
  return firstWords(text, language).reduceRight((spoken, index) => {
    const { startMs } = spoken.words[index] ?? { startMs: 0 };
    const near = pauses.filter((pause) => pause.endMs > startMs - BEFORE_MS && pause.startMs < startMs + AFTER_MS);
    const longest = near.reduce<Pause | undefined>(
      (found, pause) => (lengthOf(pause) > lengthOf(found) ? pause : found),
      undefined,
    );
    const missingMs = BREATH_MS - lengthOf(longest);
    return longest === undefined || missingMs <= 0 ? spoken : lengthen(spoken, { index, pause: longest, missingMs });
  }, utterance);
}

/** Returns the indices of the words that begin a sentence, without the first. */
function firstWords(text: string, language: string): number[] {
  let before = '';
  return sentences(text, language)
    .slice(0, -1)
    .flatMap((sentence) => {
      before += sentence;
      return /\s$/.test(before) ? [splitWords(before).length] : [];
    });
}

function pausesIn({ samples, sampleRate }: Utterance): Pause[] {
  const powers = blockPowers(samples, sampleRate);
  const quiet = loudnessOf(powers) - PAUSE_BELOW;
  const pauses: Pause[] = [];
  let from: number | undefined;
  powers.forEach((power, block) => {
    if (toLufs(power) < quiet) {
      from ??= block;
      return;
    }
    if (from !== undefined && (block - from) * BLOCK_MS >= LEAST_PAUSE_MS)
      pauses.push({ startMs: from * BLOCK_MS, endMs: block * BLOCK_MS });
    from = undefined;
  });
  return pauses;
}

function lengthOf(pause: Pause | undefined): number {
  return pause === undefined ? 0 : pause.endMs - pause.startMs;
}

/** Puts silence into the middle of the pause. The word and those after it are heard later. */
function lengthen(
  { samples, sampleRate, words }: Utterance,
  { index, pause, missingMs }: { index: number; pause: Pause; missingMs: number },
): Utterance {
  const at = Math.round(((pause.startMs + pause.endMs) / 2 / 1_000) * sampleRate);
  const added = Math.round((missingMs / 1_000) * sampleRate);
  const longer = new Int16Array(samples.length + added);
  longer.set(samples.subarray(0, at));
  longer.set(samples.subarray(at), at + added);
  const later = (ms: number) => ms + (added / sampleRate) * 1_000;
  return {
    samples: longer,
    sampleRate,
    words: words.map((word, each) => {
      if (each < index - 1) return word;
      const startMs = each < index ? word.startMs : later(word.startMs);
      return { ...word, startMs, endMs: later(word.endMs) };
    }),
  };
}
