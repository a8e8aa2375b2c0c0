/** One sine of a note. */
export interface Tone {
  /** Frequency as a multiple of the note's frequency. */
  ratio: number;
  loudness: number;
  /** Time in which it falls to a third. */
  decaySeconds: number;
  /** Offset from the note's pan. */
  pan: number;
}

export interface Instrument {
  attackSeconds: number;
  /** Time in which a note fades after its end. */
  releaseSeconds: number;
  /** Empty for noise. Noise is filtered around the note's frequency. */
  partials: readonly Tone[];
  /** Time in which noise falls to a third. */
  noiseDecaySeconds?: number;
}

export type InstrumentName = keyof typeof instruments;

// The instruments play under a voice, so they have few overtones, which fade sooner than the tone itself.
export const instruments = {
  celesta: struck(1.1, [
    [1, 1],
    [2, 0.22],
    [4.02, 0.1],
  ]),
  // Ratios of a free bar. Its overtones are out of tune, which makes it sound like a bell.
  glockenspiel: struck(1.3, [
    [1, 1],
    [2.76, 0.2],
    [5.4, 0.05],
  ]),
  // A marimba's bar is cut so that its overtone is two octaves up.
  marimba: struck(0.42, [
    [1, 1],
    [3.93, 0.22],
    [9.2, 0.04],
  ]),
  harp: plucked({ decaySeconds: 1.5, position: 0.4, overtones: 9, releaseSeconds: 0.6 }),
  guitar: plucked({ decaySeconds: 1.1, position: 0.22, overtones: 12, releaseSeconds: 0.3 }),
  pizzicato: plucked({ decaySeconds: 0.24, position: 0.3, overtones: 8, releaseSeconds: 0.12 }),
  bass: plucked({ decaySeconds: 0.9, position: 0.4, overtones: 4, releaseSeconds: 0.2 }),
  // `strings` is for soft chords, `violins` for a melody.
  strings: bowed({ overtones: 4, attackSeconds: 0.45, releaseSeconds: 0.9 }),
  violins: bowed({ overtones: 6, attackSeconds: 0.14, releaseSeconds: 0.45 }),
  sleigh: { attackSeconds: 0.004, releaseSeconds: 0.05, partials: [], noiseDecaySeconds: 0.07 },
} satisfies Record<string, Instrument>;

function struck(decaySeconds: number, modes: readonly (readonly [ratio: number, loudness: number])[]): Instrument {
  const partials = modes.map(([ratio, loudness]) => ({
    ratio,
    loudness,
    decaySeconds: decaySeconds / ratio,
    pan: 0,
  }));
  return { attackSeconds: 0.004, releaseSeconds: 0.4, partials };
}

interface Pluck {
  decaySeconds: number;
  /** Share of the string's length at which it is plucked. Nearer to the middle sounds rounder. */
  position: number;
  overtones: number;
  releaseSeconds: number;
}

/** A string's nth overtone pulls at the bridge like sin(nπ·position)/n. A soft finger and the wood take off treble. */
function plucked({ decaySeconds, position, overtones, releaseSeconds }: Pluck): Instrument {
  const first = Math.sin(Math.PI * position);
  const partials = Array.from({ length: overtones }, (_, index) => {
    const n = index + 1;
    const loudness = Math.sin(n * Math.PI * position) / first / n ** 1.5;
    return { ratio: n, loudness, decaySeconds: decaySeconds / n ** 0.7, pan: 0 };
  });
  return { attackSeconds: 0.005, releaseSeconds, partials };
}

interface Bow {
  overtones: number;
  attackSeconds: number;
  releaseSeconds: number;
}

/** Three players, slightly out of tune and spread over the room, sound like an ensemble, even in mono. */
function bowed({ overtones, ...envelope }: Bow): Instrument {
  const players = [
    { cents: -5, pan: -0.7 },
    { cents: 0, pan: 0 },
    { cents: 4, pan: 0.7 },
  ];
  const partials = Array.from({ length: overtones }, (_, index) => index + 1).flatMap((n) =>
    players.map(({ cents, pan }) => ({
      ratio: n * 2 ** (cents / 1_200),
      loudness: 0.5 / n ** 2,
      decaySeconds: 12,
      pan,
    })),
  );
  return { ...envelope, partials };
}
