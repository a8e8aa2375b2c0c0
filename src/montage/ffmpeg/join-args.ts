import { SAMPLE_RATE } from '#root/media/sound.js';

export interface JoinOrder {
  /** Name of the concat demuxer's list of scenes. */
  list: string;
  sound: string;
  /** Integrated loudness of the sound, in LUFS. */
  loudness: number;
  durationMs: number;
  /** The clip from which the poster is taken. */
  titleClip: string;
  video: string;
  poster: string;
}

// Usual loudness on phones and in messengers: EBU R 128 s2.
const TARGET_LUFS = -16;
// EBU R 128 s2 allows −1.5 dBTP after lossy encoding. AAC adds up to a decibel to a peak.
const HIGHEST_PEAK = 10 ** (-2.6 / 20);
// Four times the rate shows the peaks between samples: ITU-R BS.1770-4, annex 2.
const OVERSAMPLED = 192_000;
// Sound that needs more gain than this is only noise.
const MOST_GAIN_DB = 20;

/**
 * Bit rate of the encoded sound. Measured on the music of all templates after the limiter, the fast coder keeps every
 * peak of the decoded sound within 0.1 dB of the limit at this rate, and within 0.3 dB at 128.
 */
export const SOUND_KILOBITS = 160;

/** Telegram takes a thumbnail of at most 320 px a side and 200 kB: https://core.telegram.org/bots/api#sendvideo. */
const POSTER_SIDE = 320;
// By then the title has faded in and has not begun to fade out.
const POSTER_AT_SECONDS = 1.2;
// The frames before it are decoded too. Reduced to a quarter, the poster looks the same without the deblocking filter.
const POSTER_DECODER = ['-threads', '1', '-skip_loop_filter', 'all'];

/** How the sound is levelled and encoded; part of a video's key. */
export const soundSettings = {
  version: 1,
  target: TARGET_LUFS,
  limiter: `aresample=${OVERSAMPLED},alimiter=limit=${HIGHEST_PEAK.toFixed(4)}:attack=2:release=60:level=false,aresample=${SAMPLE_RATE}`,
  // The default coder, twoloop, breaks transients: decoded peaks were up to 3.4 dB above the limit.
  encoder: ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', `${SOUND_KILOBITS}k`, '-ac', '2', '-ar', String(SAMPLE_RATE)],
};

/**
 * Returns ffmpeg's arguments that join the scenes by stream copy, level and encode the sound, and draw the poster from
 * the title's clip, as JPEG.
 */
export function joinArgs({ list, sound, loudness, durationMs, titleClip, video, poster }: JoinOrder): string[] {
  const gainDb = Math.min(TARGET_LUFS - loudness, MOST_GAIN_DB);
  const scale = `scale=${POSTER_SIDE}:${POSTER_SIDE}:force_original_aspect_ratio=decrease,format=yuvj420p`;
  return [
    ...['-f', 'concat', '-safe', '0', '-i', list, '-i', sound],
    ...POSTER_DECODER,
    ...['-ss', String(POSTER_AT_SECONDS), '-i', titleClip],
    ...['-map', '0:v', '-c:v', 'copy', '-map', '1:a', '-af', `volume=${gainDb.toFixed(2)}dB,${soundSettings.limiter}`],
    ...soundSettings.encoder,
    ...['-t', String(durationMs / 1_000), '-movflags', '+faststart', '-y', video],
    ...['-map', '2:v', '-frames:v', '1', '-vf', scale, '-q:v', '4', '-y', poster],
  ];
}

/** Returns the concat demuxer's list: https://ffmpeg.org/ffmpeg-formats.html#concat-1. */
export function concatList(paths: string[]): string {
  return paths.map((path) => `file '${path.replaceAll("'", "'\\''")}'\n`).join('');
}
