import type { Language } from '#root/greeting/spec.js';

/** Returns the number with its noun: `one` for numbers like 1 (in Russian also 21), `other` for all others. */
export function counted(language: Language, count: number, { one, other }: { one: string; other: string }): string {
  const number = count.toLocaleString(language, { useGrouping: 'min2' });
  return `${number} ${new Intl.PluralRules(language).select(count) === 'one' ? one : other}`;
}
