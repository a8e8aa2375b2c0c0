import { SAMPLE_RATE } from '#root/media/sound.js';

export interface Voice {
  path: string;
  /** Start of the voice in the video. */
  startMs: number;
}

export interface MixOrder {
  voices: Voice[];
  /** Undefined for voices alone. */
  music: string | undefined;
  durationMs: number;
  /** Name of the file for the sound. */
  output: string;
  /** Name of the file for the loudness of the sound over time. */
  loudness: string;
}

// Gain for music of −20 LUFS, which is the loudness of every music file.
const MUSIC_VOLUME = 0.975;
const FADE_IN_SECONDS = 0.6;
const FADE_OUT_SECONDS = 1.6;
// Gain of the mix, so that the sum of voice and music does not clip.
const HEADROOM = 0.5;

/** How voice and music are mixed; part of a video's key. */
export const mixSettings = {
  version: 2,
  // Brings loud and soft speech to one level, so that the music ducks as much under a whisper as under a shout.
  evenKey: 'acompressor=threshold=0.004:ratio=20:attack=5:release=300:makeup=40:knee=1',
  // The music ducks at the first word and recovers half a second after the last.
  ducking: 'sidechaincompress=threshold=0.02:ratio=6:attack=30:release=500:makeup=1',
};

/** Returns ffmpeg's arguments that mix voices and the music under them, if any, and measure the mix by EBU R 128. */
export function mixArgs({ voices, music, durationMs, output, loudness }: MixOrder): string[] {
  const seconds = durationMs / 1_000;
  const placed = voices.map(
    ({ startMs }, index) => `[${index}:a]adelay=${Math.round(startMs)}:all=1,aresample=${SAMPLE_RATE}[voice${index}]`,
  );
  const together = voices.map((_, index) => `[voice${index}]`).join('');
  const filters = [
    ...placed,
    `${together}amix=inputs=${voices.length}:normalize=0,apad,atrim=end=${seconds}[voice]`,
    ...(music === undefined ? ['[voice]anull[mixed]'] : duckedMusic(voices.length, seconds)),
    `[mixed]volume=${HEADROOM},ebur128=metadata=1,ametadata=print:key=${LOUDNESS_KEY}:file=${loudness}[sound]`,
  ];
  return [
    ...voices.flatMap(({ path }) => ['-i', path]),
    ...(music === undefined ? [] : ['-stream_loop', '-1', '-i', music]),
    ...['-filter_complex', filters.join(';'), '-map', '[sound]'],
    ...['-t', String(seconds), '-ac', '2', '-ar', String(SAMPLE_RATE), '-c:a', 'pcm_s16le', '-y', output],
  ];
}

/** Returns the filters that put the music of an input under the voice. */
function duckedMusic(input: number, seconds: number): string[] {
  return [
    '[voice]asplit[spoken][heard]',
    `[heard]${mixSettings.evenKey}[key]`,
    `[${input}:a]aresample=${SAMPLE_RATE},atrim=end=${seconds},volume=${MUSIC_VOLUME},afade=in:d=${FADE_IN_SECONDS},afade=out:st=${seconds - FADE_OUT_SECONDS}:d=${FADE_OUT_SECONDS}[music]`,
    `[music][key]${mixSettings.ducking}[ducked]`,
    '[spoken][ducked]amix=inputs=2:normalize=0[mixed]',
  ];
}

const LOUDNESS_KEY = 'lavfi.r128.I';

/** Returns the integrated loudness in LUFS from the content of `MixOrder.loudness`; −70 is silence. */
export function parseLoudness(written: string): number {
  const last = written.slice(written.lastIndexOf(LOUDNESS_KEY));
  return Number(/=(-?[\d.]+)/.exec(last)?.[1] ?? SILENCE);
}

const SILENCE = -70;
