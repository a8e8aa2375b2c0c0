/** Text on its way to an engine, with the place in the source that each UTF-16 code unit came from. */
export interface MappedText {
  text: string;
  /** Index in the source, in code points. It never falls from one code unit to the next. */
  source: readonly number[];
}

/** One thing that a good reader says otherwise than it is written. */
export interface Rule {
  /** Has the flags `g` and `u`. It must take linear time on any text. */
  pattern: RegExp;
  /** Returns what is said instead of the match, or undefined if this match is none. */
  say(match: RegExpExecArray): string | undefined;
}

/** Returns the text as it is written. */
export function asWritten(text: string): MappedText {
  return { text, source: Array.from(text).flatMap((character, index) => Array(character.length).fill(index)) };
}

/** Applies the rules one after the other. Each sees what the earlier ones have made of the text. */
export function applyRules(text: MappedText, rules: readonly Rule[]): MappedText {
  return rules.reduce(applyRule, text);
}

function applyRule({ text, source }: MappedText, { pattern, say }: Rule): MappedText {
  const said: string[] = [];
  const from: number[] = [];
  let at = 0;
  const copy = (to: number) => {
    said.push(text.slice(at, to));
    for (; at < to; at += 1) from.push(source[at] ?? 0);
  };
  for (const match of matchesOf(pattern, text)) {
    const words = say(match);
    if (words === undefined) continue;
    copy(match.index);
    const { length } = match[0];
    said.push(words);
    for (const place of placesIn(match[0], words)) from.push(source[at + place] ?? 0);
    at += length;
  }
  if (said.length === 0) return { text, source };
  copy(text.length);
  return { text: said.join(''), source: from };
}

/** Yields what `matchAll` does, which would make and look up a copy of the pattern for every text. */
function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  for (let from = 0; ; ) {
    // Set before every search: a rule may be applied to a part of the text meanwhile.
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match === null) return;
    from = match[0] === '' ? match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1) : pattern.lastIndex;
    yield match;
  }
}

/**
 * Returns for each code unit of what is said its place in the match. What is said is spread over the match, and each
 * written word gets at least one spoken word, if there are enough: "25 кг" is "двадцать пять" and "килограммов".
 */
function placesIn(match: string, words: string): number[] {
  const [written, said] = [wordsOf(match), wordsOf(words)];
  const spread = (unit: number) => Math.floor((unit * match.length) / words.length);
  if (written.length === 0 || said.length < written.length)
    return Array.from({ length: words.length }, (_, unit) => spread(unit));
  let nearest = -1;
  return said.flatMap(({ index }, word) => {
    const from = word === 0 ? 0 : index;
    const to = said[word + 1]?.index ?? words.length;
    while ((written[nearest + 1]?.index ?? match.length) <= spread(from)) nearest += 1;
    const least = written.length - said.length + word;
    const { index: first = 0, length = 1 } = written[Math.min(Math.max(nearest, least), word)] ?? {};
    return Array.from({ length: to - from }, (_, unit) =>
      Math.min(Math.max(spread(from + unit), first), first + length - 1),
    );
  });
}

function wordsOf(text: string): { index: number; length: number }[] {
  return Array.from(text.matchAll(/\S+/g), ({ index, 0: word }) => ({ index, length: word.length }));
}
