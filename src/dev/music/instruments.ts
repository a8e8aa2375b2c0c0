/** A sine of its own within a note. */
export interface Tone {
  /** Frequency over the note's own. */
  ratio: number;
  loudness: number;
  /** Until it has fallen to a third. */
  decaySeconds: number;
  /** Beside the note's place in the room. */
  pan: number;
}

export interface Instrument {
  attackSeconds: number;
  /** From the note's end on. */
  releaseSeconds: number;
  /** Empty for noise, which is filtered around the note's frequency. */
  partials: readonly Tone[];
  /** Of noise: until it has fallen to a third. */
  noiseDecaySeconds?: number;
}

export type InstrumentName = keyof typeof instruments;

// Made for a place under a voice: few overtones, which die away sooner than the tone itself.
export const instruments = {
  celesta: struck(1.1, [
    [1, 1],
    [2, 0.22],
    [4.02, 0.1],
  ]),
  // Ratios of a free bar, whose overtones are out of tune: they make the bell.
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
  // The first is for chords that come and go unnoticed, the second for a tune.
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
  /** Where the string is plucked, of its length: nearer to the middle is rounder. */
  position: number;
  overtones: number;
  releaseSeconds: number;
}

/** A string's nth overtone pulls at the bridge like sin(nπ·position)/n; a soft finger and the wood take off treble. */
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

/** Players a little out of tune with one another, who sit side by side: an ensemble, also where it is heard in mono. */
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
