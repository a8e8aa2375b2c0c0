/** One spoken word: where it stands in the text and when it is heard. */
export interface WordTime {
  text: string;
  startMs: number;
  endMs: number;
}

/** A spoken line in storage. */
export interface Speech {
  /** Key of the WAV, 48 kHz mono. */
  audioKey: string;
  /** Of the WAV, milliseconds. */
  durationMs: number;
  /** In the order of the text; together the words cover all of its visible characters. */
  words: WordTime[];
}

/** A finished video in storage, with what a channel has to tell about it. */
export interface Video {
  videoKey: string;
  /** Key of a JPEG, at most 320 px a side and 200 kB. */
  posterKey: string;
  width: number;
  height: number;
  durationMs: number;
}
