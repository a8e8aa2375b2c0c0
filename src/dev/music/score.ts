import type { InstrumentName } from '#root/dev/music/instruments.js';

/** One tone of an instrument. Times are in beats from the beginning of the loop. */
export interface Note {
  /** MIDI number; 60 is middle C. */
  pitch: number;
  start: number;
  beats: number;
  /** 0…1 */
  velocity: number;
  instrument: InstrumentName;
  /** −1 left … 1 right */
  pan: number;
}

/** Music of a template, played in a loop under the voice. */
export interface Score {
  title: string;
  /** Author of the melody, and its year. */
  source: string;
  licence: 'public domain' | 'MIT';
  beatSeconds: number;
  beatsPerBar: number;
  bars: number;
  melody: readonly Step[];
  loopSeconds: number;
  /** Returns the notes of the loop. Each begins within the loop, and may sound beyond its end. */
  compose(): Note[];
}

/** A note of a line, or a rest. */
export interface Step {
  pitch: number | null;
  beats: number;
}

export interface Playing extends Omit<Note, 'pitch' | 'start' | 'beats'> {
  /** Beat on which the line begins. */
  from: number;
  /** Number of semitones by which the line is raised. */
  shift?: number;
  /** Number of beats that a note sounds beyond its end. */
  ring?: number;
}

const SEMITONES: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const STEP = /^(?:([A-G])([#b]?)(\d)|-)(?:\*([\d.]+))?$/;

/** Returns a score whose loop is as long as its bars. */
export function defineScore(description: Omit<Score, 'loopSeconds'>): Score {
  const { bars, beatsPerBar, beatSeconds } = description;
  return { ...description, loopSeconds: bars * beatsPerBar * beatSeconds };
}

/** Parses a line such as `C4*0.5 F#4 - Bb4*2`: pitches or rests, each with its beats unless it takes one. */
export function line(text: string): Step[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [whole, letter, accidental, octave, beats = '1'] = STEP.exec(word) ?? [];
      if (whole === undefined) throw new Error(`"${word}" is not a note like F#4*0.5`);
      return { pitch: letter === undefined ? null : midi(letter, accidental, Number(octave)), beats: Number(beats) };
    });
}

/** Returns the pitches of a chord written like a line: `C4 E4 G4`. */
export function chord(text: string): number[] {
  return line(text).flatMap(({ pitch }) => pitch ?? []);
}

/** Returns the notes of a line, one after the other. */
export function play(steps: readonly Step[], { from, shift = 0, ring = 0, ...manner }: Playing): Note[] {
  let start = from;
  return steps.flatMap(({ pitch, beats }) => {
    const notes = pitch === null ? [] : [{ ...manner, pitch: pitch + shift, start, beats: beats + ring }];
    start += beats;
    return notes;
  });
}

/** Returns the notes of a chord that are played together, spread over the room by `width`. */
export function playChord(pitches: readonly number[], beats: number, playing: Playing & { width?: number }): Note[] {
  const { width = 0, pan, ...manner } = playing;
  const middle = (pitches.length - 1) / 2;
  return pitches.flatMap((pitch, index) =>
    play([{ pitch, beats }], { ...manner, pan: pan + (middle === 0 ? 0 : ((index - middle) / middle) * width) }),
  );
}

function midi(letter: string, accidental: string | undefined, octave: number): number {
  const altered = { '#': 1, b: -1 }[accidental ?? ''] ?? 0;
  return 12 * (octave + 1) + (SEMITONES[letter] ?? 0) + altered;
}
