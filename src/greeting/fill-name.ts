const PLACEHOLDER = /\{\s*(?:имя|name)\s*\}/giu;

/** Returns the words with the name in place of each {имя} or {name}. */
export function fillName(words: string, name: string): string {
  return words.replace(PLACEHOLDER, () => name);
}
