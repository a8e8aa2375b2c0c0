/** The package has no types. This is the part that is used: https://github.com/scijs/fourier-transform. */
declare module 'fourier-transform' {
  /** Returns the magnitudes of half as many frequencies as there are samples, of which there are a power of two. */
  export default function magnitudes(samples: Float64Array, output?: Float64Array): Float64Array;
}
