/** Returns the characters of a text as a person counts them: an accented letter or an emoji is one. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
