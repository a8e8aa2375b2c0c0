/** A spoken word and when it is heard. */
export interface WordTime {
  text: string;
  startMs: number;
  endMs: number;
}

/** A spoken line in storage. */
export interface Speech {
  /** Key of the WAV, 48 kHz mono. */
  audioKey: string;
  /** Duration of the WAV, in milliseconds. */
  durationMs: number;
  /** Words in the order of the text. Together they cover all of its visible characters. */
  words: WordTime[];
}

/** A finished video in storage, with the facts that a channel passes on. */
export interface Video {
  videoKey: string;
  /** Key of a JPEG, at most 320 px a side and 200 kB. */
  posterKey: string;
  width: number;
  height: number;
  durationMs: number;
}
