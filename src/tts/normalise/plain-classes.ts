import type { Rule } from '#root/tts/normalise/rules.js';

// Latin, Greek, Cyrillic and Armenian, their accents, and Latin and Greek with accents of their own.
const EXACT = [
  [0, 0x58f],
  [0x1e00, 0x1fff],
] as const;
// Whole blocks of all other scripts.
const OTHERS =
  '\\u0590-\\u1DFF\\u20D0-\\u20FF\\u2C00-\\u2DFF\\u3040-\\uD7FF\\uF900-\\uFDFF\\uFE00-\\uFE0F\\uFE20-\\uFE2F\\uFE70-\\uFEFC\\uFF66-\\uFFDC\\u{10000}-\\u{1CFFF}\\u{20000}-\\u{3FFFF}';

// Found and compiled when a text first needs them: many processes speak nothing, or one language only.
const known = new WeakMap<readonly Rule[], readonly Rule[]>();
const classes = new Map<string, string>();

/**
 * Returns the rules with a few ranges of characters instead of `\p{L}`, `\p{M}`, `\p{Lu}` and `\p{Ll}`, each of which V8
 * compiles to hundreds: the first text of a process then takes a tenth of the time. Letters, marks and capitals of Latin,
 * Greek, Cyrillic and Armenian are exact. Characters of other scripts all count as letters.
 */
export function withPlainClasses(rules: readonly Rule[]): readonly Rule[] {
  const plain = known.get(rules) ?? rules.map(toPlain);
  known.set(rules, plain);
  return plain;
}

/**
 * Returns a rule with a pattern of plain classes that is made when a text first needs it: V8 reads a pattern as soon as it
 * is made, and those of one language take a tenth of a second.
 */
export function plainRule(source: string, flags: string, say: Rule['say']): Rule {
  let made: RegExp | undefined;
  return {
    get pattern() {
      made ??= new RegExp(plainSource(source), flags);
      return made;
    },
    say,
  };
}

/**
 * Returns one rule for many words: the first pattern that fits says its word. The text is searched once instead of once
 * for each word. The patterns must not refer to groups.
 */
export function anyRule<T>(
  words: readonly T[],
  patternOf: (word: T) => string,
  bounded: (pattern: string) => string,
  say: (match: RegExpExecArray, word: T) => string | undefined,
): Rule {
  const each = words.map((word) => ({ word, rule: plainRule(bounded(patternOf(word)), 'uy', () => undefined) }));
  return plainRule(bounded(words.map(patternOf).join('|')), 'gu', (match) => {
    const found = each.find(({ rule: { pattern } }) => {
      pattern.lastIndex = match.index;
      return pattern.exec(match.input)?.[0] === match[0];
    });
    return found === undefined ? undefined : say(match, found.word);
  });
}

/** Returns the rule itself if its pattern is plain already. */
function toPlain(rule: Rule): Rule {
  const { source, flags } = rule.pattern;
  const plain = plainSource(source);
  return plain === source ? rule : { pattern: new RegExp(plain, flags), say: rule.say };
}

function plainSource(source: string): string {
  let isInClass = false;
  return source.replace(/\\p\{(L|M|Lu|Ll)\}|\\.|[[\]]/gu, (part, name: string | undefined) => {
    if (part === '[' || part === ']') isInClass = part === '[';
    if (name === undefined) return part;
    const ranges = classes.get(name) ?? rangesOf(name);
    classes.set(name, ranges);
    return isInClass ? ranges : `[${ranges}]`;
  });
}

function rangesOf(name: string): string {
  const pattern = new RegExp(`\\p{${name}}`, 'u');
  const ranges: [number, number][] = [];
  for (const [first, last] of EXACT) {
    for (let code = first; code <= last; code += 1) {
      const newest = ranges.at(-1);
      if (!pattern.test(String.fromCharCode(code))) continue;
      if (newest?.[1] === code - 1) newest[1] = code;
      else ranges.push([code, code]);
    }
  }
  const exact = ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('');
  return name === 'L' ? exact + OTHERS : exact;
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
