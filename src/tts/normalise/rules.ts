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
  for (const match of text.matchAll(pattern)) {
    const words = say(match);
    if (words === undefined) continue;
    copy(match.index);
    const { length } = match[0];
    said.push(words);
    // The words of a number are spread over its digits.
    for (let unit = 0; unit < words.length; unit += 1) {
      from.push(source[at + Math.floor((unit * length) / words.length)] ?? 0);
    }
    at += length;
  }
  if (said.length === 0) return { text, source };
  copy(text.length);
  return { text: said.join(''), source: from };
}
