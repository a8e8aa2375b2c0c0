// Two lines of caption hold about this many characters in the narrowest format.
const MAX_LENGTH = 90;
// A shorter sentence is joined with the next one: "Hurrah!" alone is too short for a scene.
const MIN_LENGTH = 24;

// What the next word belongs to: initials, titles, parts of an address, and short forms that never end a sentence.
const SHORT_FORMS =
  '\\p{Lu}|\\p{Ll}\\.\\p{Ll}|г|гг|гор|пгт|пос|дер|обл|р-н|ул|пр|просп|пер|пл|наб|ш|д|кв|корп|стр|им|св|тов|проф|акад|ред|см|напр|т|ст|' +
  'Mr|Mrs|Ms|Dr|Prof|St|Ste|Mt|Fr|Sr|Jr|Rev|Hon|Gen|Col|Capt|Lt|Sgt|vs|No|Ave|Blvd|Rd';
const ABBREVIATED = new RegExp(`(?<![\\p{L}\\p{N}])(?:${SHORT_FORMS})\\.\\s*$`, 'u');
const SPACE = new RegExp(`(?<!(?<![\\p{L}\\p{N}])(?:${SHORT_FORMS})\\.\\s*)\\s+`, 'gu');

/**
 * Cuts a text into lines, one per scene: by sentence if it fits, else by clause, else by word, and last by character.
 * Nothing but white space at the cuts is lost.
 * @param language BCP 47 tag, for its rules on where a sentence ends
 */
export function splitIntoLines(text: string, language: string): string[] {
  return joinShort(sentences(text, language).flatMap(cutLong))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Returns the sentences. Initials and abbreviations such as "г." and "St." end none. */
export function sentences(text: string, language: string): string[] {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
  const found: string[] = [];
  for (const { segment } of segments) {
    const last = found.at(-1);
    if (last !== undefined && ABBREVIATED.test(last)) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
}

function joinShort(pieces: string[]): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const joinsLast = last !== undefined && (last.trim().length < MIN_LENGTH || !isSpeakable(piece));
    if (joinsLast && last.length + piece.trimEnd().length <= MAX_LENGTH) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
}

/** Returns whether the text can be spoken: it has a letter or a digit, not only emoji and punctuation. */
export function isSpeakable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function cutLong(piece: string): string[] {
  if (piece.trim().length <= MAX_LENGTH) return [piece];
  const at = cutPoint(piece.slice(0, MAX_LENGTH));
  return [piece.slice(0, at), ...cutLong(piece.slice(at))];
}

/** Returns the index after the last clause, else after the last white space, else before the last whole character. */
function cutPoint(head: string): number {
  const clause = lastMatchEnd(head, /[,;:—–…،؛]\s+|[，、；：]/gu);
  if (clause >= MAX_LENGTH / 3) return clause;
  const space = lastMatchEnd(head, SPACE);
  if (space > 0 && head.slice(0, space).trim() !== '') return space;
  const graphemes = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(head));
  return graphemes.at(-1)?.index || head.length;
}

function lastMatchEnd(text: string, pattern: RegExp): number {
  return Array.from(text.matchAll(pattern)).reduce((_, match) => match.index + match[0].length, 0);
}
