import { filterLoop, peaking, type Stereo } from '#root/dev/music/filters.js';
import { loudnessOf } from '#root/dev/music/loudness.js';
import { createRandom } from '#root/dev/music/random.js';
import { addRoom } from '#root/dev/music/room.js';
import type { Note, Score } from '#root/dev/music/score.js';
import { synthesise } from '#root/dev/music/synth.js';
import { biquad } from '#root/media/biquad.js';

/** Loudness of all music, so that the mix can rely on it. */
export const MUSIC_LUFS = -20;
// Speech is understood by the frequencies around here. The music leaves them to the voice.
const VOICE_GAP = peaking(1_900, 0.7, -4);
// A good player varies this much, half of it to either side.
const TIME_SPREAD_SECONDS = 0.012;
const VELOCITY_SPREAD = 0.2;

/**
 * Plays a score and returns interleaved stereo samples, −1…1, at MUSIC_LUFS. The same score gives the same samples.
 * There is no limiter: at that level the true peaks of these instruments stay far below −3 dB.
 */
export function perform(score: Score): Float32Array {
  const { beatSeconds, loopSeconds } = score;
  const loop = addRoom(synthesise(humanise(score.compose(), beatSeconds), beatSeconds, loopSeconds));
  const leaveGap = (side: Float32Array) => filterLoop(side, (samples) => biquad(samples, VOICE_GAP));
  return level([leaveGap(loop[0]), leaveGap(loop[1])]);
}

/** Varies the start and the velocity of every note slightly. */
function humanise(notes: readonly Note[], beatSeconds: number): Note[] {
  const random = createRandom(notes.length);
  return notes.map((note) => ({
    ...note,
    start: note.start + ((random() - 0.5) * TIME_SPREAD_SECONDS) / beatSeconds,
    velocity: note.velocity * (1 + (random() - 0.5) * VELOCITY_SPREAD),
  }));
}

/** Scales the loop to MUSIC_LUFS and interleaves its sides. */
function level(loop: Stereo): Float32Array {
  const gain = 10 ** ((MUSIC_LUFS - loudnessOf(loop)) / 20);
  const samples = new Float32Array(loop[0].length * 2);
  for (const [side, channel] of loop.entries()) {
    for (const [index, value] of channel.entries()) samples[index * 2 + side] = value * gain;
  }
  return samples;
}
