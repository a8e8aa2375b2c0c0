/** Sample rate of all sound that one step hands to the next, in Hz. */
export const SAMPLE_RATE = 48_000;

/** Size of a signed 16-bit sample, in bytes. */
export const BYTES_PER_SAMPLE = 2;

/** Amplitude at which a signed 16-bit sample clips. */
export const FULL_SCALE = 32_768;
