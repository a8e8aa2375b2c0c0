/** Cases, as number-to-words-ru names them. */
export type Case = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';

/** Cases in the order in which tables list forms. */
export const CASES: readonly Case[] = [
  'nominative',
  'genitive',
  'dative',
  'accusative',
  'instrumental',
  'prepositional',
];

/** Endings of a noun such as «директор», in the order of the cases. */
export const DIRECTOR_ENDINGS = ['', 'а', 'у', 'а', 'ом', 'е'];

export type Gender = 'masculine' | 'feminine' | 'neuter';

/** How a number agrees with its noun. */
export interface Agreement {
  case: Case;
  gender: Gender;
  plural?: boolean;
  /** Whether the noun is a living being, whose accusative is its genitive. */
  animate?: boolean;
}

/** Which form of a noun an integer asks for: "1 роза", "2 розы", "5 роз". */
export function countOf(digits: string): 'one' | 'few' | 'many' {
  const [tens, ones] = [Number(digits.slice(-2)), Number(digits.slice(-1))];
  if (tens > 10 && tens < 20) return 'many';
  if (ones === 1) return 'one';
  return ones > 1 && ones < 5 ? 'few' : 'many';
}

/** Returns the first agreement whose case is the most wanted one, or the first of all. */
export function choose(possible: readonly Agreement[], wanted: readonly Case[]): Agreement {
  for (const inCase of wanted) {
    const found = possible.find((one) => one.case === inCase);
    if (found !== undefined) return found;
  }
  return possible[0] ?? { case: wanted[0] ?? 'nominative', gender: 'masculine' };
}

/** Returns the word in small letters, without stress marks and ё, as words are looked up. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replace(/\u0301/g, '')
    .replace(/ё/g, 'е');
}
