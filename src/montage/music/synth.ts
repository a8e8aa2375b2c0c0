/** A small synthesiser for the music that ships: bells, a soft pad, a plucked bass, and a room around them. */

export const SAMPLE_RATE = 44_100;

export interface Note {
  /** MIDI number; 60 is middle C. */
  pitch: number;
  startSeconds: number;
  seconds: number;
  /** 0…1 */
  velocity: number;
  instrument: keyof typeof instruments;
  /** −1 left … 1 right */
  pan: number;
}

interface Instrument {
  /** Frequency over the note's own, and loudness. */
  partials: readonly (readonly [ratio: number, loudness: number])[];
  attackSeconds: number;
  /** Until the sound has fallen to a third. */
  decaySeconds: number;
}

const instruments = {
  // The fourth partial of a struck bar is out of tune with the others: it makes the bell.
  bell: {
    partials: [
      [1, 1],
      [2, 0.42],
      [3, 0.16],
      [5.4, 0.1],
    ],
    attackSeconds: 0.003,
    decaySeconds: 0.75,
  },
  pad: {
    partials: [
      [1, 1],
      [1.003, 0.8],
      [2, 0.25],
      [3, 0.08],
    ],
    attackSeconds: 0.35,
    decaySeconds: 4,
  },
  bass: {
    partials: [
      [1, 1],
      [2, 0.35],
      [3, 0.1],
    ],
    attackSeconds: 0.008,
    decaySeconds: 0.6,
  },
} satisfies Record<string, Instrument>;

// Delays of Schroeder's reverberator, in samples; coprime, so that no echo stands out.
const COMBS = [1_557, 1_617, 1_491, 1_422];
const ALLPASSES = [225, 556];
const ROOM = 0.22;
const HEADROOM = 10 ** (-3 / 20);

/** Returns interleaved stereo samples, −1…1. What still sounds at the end is folded into the beginning: it is a loop. */
export function synthesise(notes: readonly Note[], loopSeconds: number): Float32Array {
  const length = Math.round(loopSeconds * SAMPLE_RATE);
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  for (const note of notes) addNote(note, left, right);
  const channels = [addRoom(left), addRoom(right)] as const;
  const peak = Math.max(
    ...channels.map((channel) => channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0)),
  );
  const interleaved = new Float32Array(length * 2);
  for (const [side, channel] of channels.entries()) {
    for (let index = 0; index < length; index += 1) {
      interleaved[index * 2 + side] = ((channel[index] ?? 0) / peak) * HEADROOM;
    }
  }
  return interleaved;
}

function addNote(note: Note, left: Float32Array, right: Float32Array): void {
  const { partials, attackSeconds, decaySeconds } = instruments[note.instrument];
  const hertz = 440 * 2 ** ((note.pitch - 69) / 12);
  const first = Math.round(note.startSeconds * SAMPLE_RATE);
  const releaseSeconds = 0.25;
  const count = Math.round((note.seconds + releaseSeconds) * SAMPLE_RATE);
  const leftGain = Math.cos(((note.pan + 1) * Math.PI) / 4) * note.velocity;
  const rightGain = Math.sin(((note.pan + 1) * Math.PI) / 4) * note.velocity;
  for (let index = 0; index < count; index += 1) {
    const t = index / SAMPLE_RATE;
    const release = Math.min(1, Math.max(0, (note.seconds + releaseSeconds - t) / releaseSeconds));
    const envelope = Math.min(1, t / attackSeconds) * Math.exp(-t / decaySeconds) * release;
    let value = 0;
    for (const [ratio, loudness] of partials) {
      value += Math.sin(2 * Math.PI * hertz * ratio * t) * loudness * Math.exp((-t * (ratio - 1)) / decaySeconds);
    }
    const at = (first + index) % left.length;
    left[at] = (left[at] ?? 0) + value * envelope * leftGain;
    right[at] = (right[at] ?? 0) + value * envelope * rightGain;
  }
}

function addRoom(dry: Float32Array): Float32Array {
  let wet = new Float32Array(dry.length);
  for (const delay of COMBS) {
    const line = twice(dry, (input, _, line, index) => input + 0.78 * (line[index - delay] ?? 0));
    wet = wet.map((value, index) => value + (line[index] ?? 0) / COMBS.length);
  }
  for (const delay of ALLPASSES) {
    wet = twice(
      wet,
      (input, source, line, index) => -0.5 * input + (source[index - delay] ?? 0) + 0.5 * (line[index - delay] ?? 0),
    );
  }
  return dry.map((value, index) => value + ROOM * (wet[index] ?? 0));
}

/** Runs a filter over the loop twice and keeps the second time, when the end already rings in the beginning. */
function twice(
  source: Float32Array,
  filter: (input: number, source: Float32Array, line: Float32Array, index: number) => number,
): Float32Array<ArrayBuffer> {
  const doubled = new Float32Array(source.length * 2);
  doubled.set(source);
  doubled.set(source, source.length);
  const line = new Float32Array(doubled.length);
  for (let index = 0; index < doubled.length; index += 1) {
    line[index] = filter(doubled[index] ?? 0, doubled, line, index);
  }
  return line.slice(source.length);
}
