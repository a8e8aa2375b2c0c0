/** Returns a pattern of one whole word or phrase of the list, as `anyOf` takes it. */
export function wholly(list: string): RegExp {
  return new RegExp(`^${anyOf(list)}$`, 'u');
}

/**
 * Returns the source of a pattern that matches any of these whole words. In the list "*" is any ending, "_" a space, and
 * the rest as in a regular expression.
 */
export function anyOf(list: string): string {
  const words = list.trim().split(/\s+/);
  return `(?<!\\p{L})(?:${words.map((word) => word.replaceAll('_', ' ').replaceAll('*', '\\p{L}*')).join('|')})(?!\\p{L})`;
}
