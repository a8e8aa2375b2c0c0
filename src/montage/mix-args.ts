export interface Voice {
  path: string;
  /** Where it begins in the video. */
  startMs: number;
}

export interface MixOrder {
  /** Name of the concat demuxer's list of scenes. */
  list: string;
  voices: Voice[];
  music: string;
  durationMs: number;
  output: string;
}

// Half of full scale is plenty under a voice; the fade lets the music end, not stop.
const MUSIC_VOLUME = 0.5;
const FADE_IN_SECONDS = 0.6;
const FADE_OUT_SECONDS = 1.6;
const SAMPLE_RATE = 48_000;

/** How voice and music are mixed and encoded; part of a video's key. */
export const soundSettings = {
  // The music steps back at the first word and comes back half a second after the last.
  ducking: 'sidechaincompress=threshold=0.02:ratio=6:attack=30:release=500:makeup=1',
  // −16 LUFS is what phones and messengers are used to; 1.5 dB of head room for lossy encoders: EBU R 128 s2.
  loudness: 'loudnorm=I=-16:TP=-1.5:LRA=11',
  encoder: ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', String(SAMPLE_RATE)],
};

/** Returns ffmpeg's arguments that join the scenes by stream copy and mix voices and music under them. */
export function mixArgs({ list, voices, music, durationMs, output }: MixOrder): string[] {
  const seconds = durationMs / 1_000;
  const musicInput = voices.length + 1;
  const placed = voices.map(
    ({ startMs }, index) =>
      `[${index + 1}:a]adelay=${Math.round(startMs)}:all=1,aresample=${SAMPLE_RATE}[voice${index}]`,
  );
  const filters = [
    ...placed,
    `${voices.map((_, index) => `[voice${index}]`).join('')}amix=inputs=${voices.length}:normalize=0,apad,atrim=end=${seconds},asplit[voice][key]`,
    `[${musicInput}:a]aresample=${SAMPLE_RATE},atrim=end=${seconds},volume=${MUSIC_VOLUME},afade=in:d=${FADE_IN_SECONDS},afade=out:st=${seconds - FADE_OUT_SECONDS}:d=${FADE_OUT_SECONDS}[music]`,
    `[music][key]${soundSettings.ducking}[ducked]`,
    `[voice][ducked]amix=inputs=2:normalize=0,${soundSettings.loudness},aresample=${SAMPLE_RATE}[sound]`,
  ];
  return [
    ...['-f', 'concat', '-safe', '0', '-i', list],
    ...voices.flatMap(({ path }) => ['-i', path]),
    ...['-stream_loop', '-1', '-i', music],
    ...['-filter_complex', filters.join(';'), '-map', '0:v', '-map', '[sound]', '-c:v', 'copy'],
    ...soundSettings.encoder,
    ...['-t', String(seconds), '-movflags', '+faststart', '-y', output],
  ];
}

/** Returns the concat demuxer's list: https://ffmpeg.org/ffmpeg-formats.html#concat-1. */
export function concatList(paths: string[]): string {
  return paths.map((path) => `file '${path.replaceAll("'", "'\\''")}'\n`).join('');
}
