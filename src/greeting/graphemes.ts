const segmenter = new Intl.Segmenter();

/** Returns the characters of a text as a person counts them: an accented letter or an emoji is one. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Returns whether a text has more characters than these. There are no more of them than units of UTF-16. */
export function isLongerThan(text: string, max: number): boolean {
  return text.length > max && graphemes(text).length > max;
}
