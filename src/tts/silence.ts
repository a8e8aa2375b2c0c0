import { alignWords, spreadWords } from '#root/tts/align/words.js';
import type { Utterance } from '#root/tts/speech.js';

// Reading time per letter, in milliseconds. An unhurried reader takes in about fifteen letters a second.
const LETTER_MS = 70;
const PAUSE_MS = 300;
// Sample rates, in Hz. Do not change them: lines are stored at these rates, and a key must keep the same content.
const UNPRONOUNCEABLE_RATE = 22_050;
const VOICELESS_RATE = 8_000;

/** Returns silence for a text that the engine cannot pronounce. Each word starts when a reader reaches it. */
export function silenceForUnpronounceable(text: string): Utterance {
  const characters = Array.from(text);
  const readingMs = (count: number) => LETTER_MS * (characters.slice(0, count).join('').match(/\p{L}/gu)?.length ?? 0);
  const lengthMs = Math.max(PAUSE_MS, readingMs(characters.length));
  const starts = characters.map((_, index) => ({ index, startMs: readingMs(index) }));
  return { ...silence(lengthMs, UNPRONOUNCEABLE_RATE), words: alignWords(text, starts, lengthMs) };
}

/** Returns silence for a line without a voice: a pause, then time to read every character. */
export function silenceForVoiceless(text: string): Utterance {
  const sound = silence(PAUSE_MS + LETTER_MS * text.length, VOICELESS_RATE);
  return { ...sound, words: spreadWords(text, sound.samples, sound.sampleRate) };
}

function silence(lengthMs: number, sampleRate: number): Pick<Utterance, 'samples' | 'sampleRate'> {
  return { samples: new Int16Array(Math.round((sampleRate * lengthMs) / 1_000)), sampleRate };
}
