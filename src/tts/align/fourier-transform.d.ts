/** The package has no types. This is the part that is used: https://github.com/scijs/fourier-transform. */
declare module 'fourier-transform' {
  /** Returns the magnitudes of the frequencies, half as many as there are samples. Their number is a power of two. */
  export default function magnitudes(samples: Float64Array, output?: Float64Array): Float64Array;
}
