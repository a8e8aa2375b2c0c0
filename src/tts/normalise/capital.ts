/** Returns the words with a capital letter at their beginning. */
export function capitalised(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

/** Returns the words with a capital letter at their beginning if what they stand for has one. */
export function asCapital(written: string, words: string): string {
  return /^\p{Lu}/u.test(written) ? capitalised(words) : words;
}
