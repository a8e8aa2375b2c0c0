import { StepError } from '#root/errors.js';
import { FULL_SCALE } from '#root/media/sound.js';
import { speechAmplitude } from '#root/media/speech-loudness.js';
import type { EngineSpeech } from '#root/tts/speech-engine.js';

// Sample rates that speech engines use, in Hz.
const LOWEST_RATE = 8_000;
const HIGHEST_RATE = 48_000;
// Amplitude of a sound in which nothing is heard: −60 dB.
const SILENT = FULL_SCALE / 1_000;
// Share of samples at full scale. Loud speech of the engines here has none, a clipped one some percent.
const MOST_CLIPPED = 0.003;
// A voice speaks 8 to 20 letters a second, and a few signs of Chinese. Pauses and short words need room.
const MOST_LETTERS_A_SECOND = 40;
const LEAST_LETTERS_A_SECOND = 1.5;
const ROOM_SECONDS = 3;
// A complete sound may be as loud as its speech 20 ms before its end, and is quieter in the last 5 ms.
const END_SECONDS = 0.02;
const VERY_END_SECONDS = 0.005;
const LOUD_END = 10 ** (-12 / 20);

/** Throws StepError (SPEECH_BAD) that names the fault if the sound cannot be the speech of the text. */
export function checkSound({ samples, sampleRate }: EngineSpeech, text: string): void {
  const fault = faultOf(samples, sampleRate, text.match(/\p{L}/gu)?.length ?? 0);
  if (fault !== undefined) throw new StepError('SPEECH_BAD', `The sound of the line is ${fault}`);
}

function faultOf(samples: Int16Array, sampleRate: number, letters: number): string | undefined {
  if (samples.length === 0) return 'empty';
  if (!(sampleRate >= LOWEST_RATE && sampleRate <= HIGHEST_RATE)) return `at ${sampleRate} Hz`;
  const amplitude = speechAmplitude(samples, sampleRate);
  if (amplitude < SILENT) return 'silent';
  const clipped = samples.reduce((count, sample) => count + (Math.abs(sample) >= FULL_SCALE - 1 ? 1 : 0), 0);
  if (clipped > samples.length * MOST_CLIPPED) return 'clipped';
  const seconds = samples.length / sampleRate;
  if (letters / seconds > MOST_LETTERS_A_SECOND) return 'too short for its text';
  if (seconds > ROOM_SECONDS + letters / LEAST_LETTERS_A_SECOND) return 'too long for its text';
  const ends = [END_SECONDS, VERY_END_SECONDS].map((length) => samples.subarray(-Math.round(length * sampleRate)));
  if (ends.every((end) => rootMeanSquare(end) > amplitude * LOUD_END)) return 'cut off';
  return undefined;
}

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}
