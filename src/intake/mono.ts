/**
 * Returns one channel from interleaved stereo. Channels of opposite phase, as a wrongly wired microphone makes them, would
 * cancel each other out: their difference is taken instead of their sum.
 */
export function toMono(stereo: Int16Array): Int16Array {
  let correlation = 0;
  for (let index = 0; index + 1 < stereo.length; index += 2) {
    correlation += (stereo[index] as number) * (stereo[index + 1] as number);
  }
  const sign = correlation < 0 ? -1 : 1;
  const mono = new Int16Array(Math.floor(stereo.length / 2));
  for (let index = 0; index < mono.length; index += 1) {
    mono[index] = ((stereo[2 * index] as number) + sign * (stereo[2 * index + 1] as number)) / 2;
  }
  return mono;
}
