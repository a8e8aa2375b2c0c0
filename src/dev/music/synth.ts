import { bandPass, type Stereo } from '#root/dev/music/filters.js';
import { type Instrument, instruments, type Tone } from '#root/dev/music/instruments.js';
import { createRandom } from '#root/dev/music/random.js';
import type { Note } from '#root/dev/music/score.js';
import { biquad } from '#root/media/biquad.js';
import { SAMPLE_RATE } from '#root/media/sound.js';

// Higher strings and bars ring shorter, by the square root of the frequency.
const DECAY_PER_PITCH = 0.5;
const MIDDLE_HERTZ = 440;
// Narrow enough to have a pitch, wide enough to sound like metal.
const NOISE_Q = 1.4;
// Number of decay times in which a sound falls by 78 dB.
const HEARD_DECAYS = 9;

/** Returns the loop of the notes. Notes that still sound at its end continue at its beginning. */
export function synthesise(notes: readonly Note[], beatSeconds: number, loopSeconds: number): Stereo {
  const length = Math.round(loopSeconds * SAMPLE_RATE);
  const loop: Stereo = [new Float32Array(length), new Float32Array(length)];
  for (const [index, note] of notes.entries()) addNote(note, index, beatSeconds, loop);
  return loop;
}

function addNote(note: Note, seed: number, beatSeconds: number, loop: Stereo): void {
  const instrument: Instrument = instruments[note.instrument];
  const hertz = MIDDLE_HERTZ * 2 ** ((note.pitch - 69) / 12);
  const envelope = envelopeOf(instrument, note.beats * beatSeconds);
  const length = loop[0].length;
  // A note slightly before the first beat begins at the end of the loop.
  const first = (Math.round(note.start * beatSeconds * SAMPLE_RATE) + length) % length;
  if (instrument.noiseDecaySeconds !== undefined) {
    const noise = noiseOf(seed, envelope, instrument.noiseDecaySeconds);
    addAt(first, biquad(noise, bandPass(hertz, NOISE_Q)), note.velocity, note.pan, loop);
  }
  for (const partial of instrument.partials) {
    const pan = Math.min(1, Math.max(-1, note.pan + partial.pan));
    addAt(first, sineOf(hertz, partial, envelope), note.velocity * partial.loudness, pan, loop);
  }
}

/** Rises and falls along half a cosine: the corners of straight lines would click. */
function envelopeOf({ attackSeconds, releaseSeconds }: Instrument, seconds: number): Float32Array {
  const envelope = new Float32Array(Math.round((seconds + releaseSeconds) * SAMPLE_RATE)).fill(1);
  const attack = Math.min(envelope.length, Math.round(attackSeconds * SAMPLE_RATE));
  const release = Math.min(envelope.length, Math.round(releaseSeconds * SAMPLE_RATE));
  const rise = (share: number) => (1 - Math.cos(Math.PI * share)) / 2;
  for (let index = 0; index < attack; index += 1) envelope[index] = rise(index / attack);
  for (let index = 0; index < release; index += 1) {
    const at = envelope.length - 1 - index;
    envelope[at] = (envelope[at] ?? 0) * rise(index / release);
  }
  return envelope;
}

/** Rotates and shrinks a vector, which is much cheaper than a sine and a power for every sample. */
function sineOf(hertz: number, { ratio, decaySeconds }: Tone, envelope: Float32Array): Float32Array {
  const decay = decaySeconds * (MIDDLE_HERTZ / hertz) ** DECAY_PER_PITCH * SAMPLE_RATE;
  const samples = envelope.slice(0, Math.ceil(decay * HEARD_DECAYS));
  const omega = (2 * Math.PI * hertz * ratio) / SAMPLE_RATE;
  const shrink = Math.exp(-1 / decay);
  const cosine = Math.cos(omega) * shrink;
  const sine = Math.sin(omega) * shrink;
  let x = 1;
  let y = 0;
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = (samples[index] ?? 0) * y;
    const turned = x * cosine - y * sine;
    y = x * sine + y * cosine;
    x = turned;
  }
  return samples;
}

function noiseOf(seed: number, envelope: Float32Array, decaySeconds: number): Float32Array {
  const random = createRandom(seed);
  return envelope.map((value, index) => (random() * 2 - 1) * value * Math.exp(-index / (decaySeconds * SAMPLE_RATE)));
}

function addAt(first: number, sound: Float32Array, gain: number, pan: number, [left, right]: Stereo): void {
  const leftGain = Math.cos(((pan + 1) * Math.PI) / 4) * gain;
  const rightGain = Math.sin(((pan + 1) * Math.PI) / 4) * gain;
  let at = first;
  for (let index = 0; index < sound.length; index += 1) {
    const value = sound[index] ?? 0;
    left[at] = (left[at] ?? 0) + value * leftGain;
    right[at] = (right[at] ?? 0) + value * rightGain;
    at = at + 1 === left.length ? 0 : at + 1;
  }
}
