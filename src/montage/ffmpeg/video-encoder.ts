import { SOUND_KILOBITS } from '#root/montage/ffmpeg/join-args.js';
import { FRAMES_PER_SECOND } from '#root/montage/timing.js';

// A bot may send 50 MB: https://core.telegram.org/bots/api#sendvideo. The rest is for the container.
const MOST_KILOBITS = 8 * 48_000;
// Only a few rates, so that greetings of different length share scenes. A rate above the first looks no better.
const RATES = [2_500, 1_500, 900, 550, 350, 220, 140];

/**
 * Returns ffmpeg's arguments that encode the scenes of a video of that duration; they are part of the scenes' keys. All
 * scenes are encoded alike, so that they can be joined by stream copy. The longer the video, the lower its bit rate.
 */
export function videoEncoder(durationMs: number): string[] {
  const affordable = MOST_KILOBITS / (durationMs / 1_000) - SOUND_KILOBITS;
  const kilobits = RATES.find((rate) => rate <= affordable) ?? (RATES.at(-1) as number);
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-crf', '21', '-maxrate', `${kilobits}k`, '-bufsize', `${2 * kilobits}k`],
    ...['-g', String(3 * FRAMES_PER_SECOND), '-bf', '2', '-flags', '+cgop', '-r', String(FRAMES_PER_SECOND)],
    ...['-video_track_timescale', String(512 * FRAMES_PER_SECOND)],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    // Scenes are rendered in parallel, so each needs one core. Another thread takes 20 MB, a frame of lookahead 5 MB.
    ...['-threads', '1', '-rc-lookahead', '5'],
  ];
}
