// Of malloc.h: what is free at the end of a heap goes back to the system above this size.
const M_TRIM_THRESHOLD = -1;
const BYTES = 131_072;

/**
 * Lets this process give memory back when threads end: mallopt(3). glibc would raise the threshold with the largest block
 * that was ever freed, and keep up to 100 MB. Does nothing with another C library.
 */
export async function returnMemory(): Promise<void> {
  try {
    const { default: koffi } = await import('koffi');
    koffi.load(null).func('int mallopt(int, int)')(M_TRIM_THRESHOLD, BYTES);
  } catch {
    // There is no such function, or no way to call it.
  }
}
