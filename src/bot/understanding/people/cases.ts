import type { ObliqueCase } from '#root/greeting/declension.js';

/** Cases in which a message may name a person anywhere. The nominative includes how people are called: "мам", "Оль". */
export const cases = ['nominative', 'genitive', 'dative', 'accusative'] as const satisfies (
  | ObliqueCase
  | 'nominative'
)[];

/** The instrumental is read after a few words only: "перед Викой". */
export const allCases = [...cases, 'instrumental'] as const;

export type Case = (typeof allCases)[number];

/** Returns how a name that ends in а or я is called in everyday speech: "Оль", "мам". */
export function callOf(nominative: string): string | undefined {
  if (!/(?<=[бвгджзклмнпрстфхцчшщ])[ая]$/u.test(nominative) || nominative.length < 3) return undefined;
  return nominative.replace(/а$/u, '').replace(/я$/u, 'ь');
}
