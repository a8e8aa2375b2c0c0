import { InputError } from '#root/errors.js';
import { type ObliqueCase, obliqueCases } from '#root/greeting/declension.js';
import { declineName } from '#root/greeting/decline-name.js';

/** What a row of a batch gives for the placeholders of its words, by their names in small letters. */
export type Columns = ReadonlyMap<string, string>;

const PLACEHOLDER = /\{\{\s*([^{}]{1,100}?)\s*\}\}/gu;

/**
 * Returns the words with the row's own in place of `{{city}}`, `{{to}}` and `{{to:dative}}`. A column `to:dative` or
 * `to_dative` is taken before the declined name. Throws InputError (PLACEHOLDER_UNKNOWN, PLACEHOLDER_EMPTY).
 * @param to the name of the row. Without it, the words may not have the name.
 */
export function fillPlaceholders(field: string, words: string, columns: Columns, to?: string): string {
  return words.replace(PLACEHOLDER, (placeholder, given: string) => {
    const name = given.replace(/\s*:\s*/, ':').toLowerCase();
    const inCase = obliqueCases.find((each) => name === `to:${each}`);
    if (to !== undefined && inCase !== undefined) return formOf(to, inCase, columns);
    if (to !== undefined && name === 'to') return to;
    const cell = name === 'to' ? undefined : columns.get(name);
    if (cell === undefined) {
      throw new InputError(field, 'PLACEHOLDER_UNKNOWN', `nothing is given for ${placeholder}`);
    }
    if (cell === '') throw new InputError(field, 'PLACEHOLDER_EMPTY', `what is given for ${placeholder} is empty`);
    return cell;
  });
}

/** Returns the name in all cases but the nominative, as placeholders show it. */
export function formsOf(to: string, columns: Columns): Record<ObliqueCase, string> {
  const entries = obliqueCases.map((inCase) => [inCase, formOf(to, inCase, columns)]);
  return Object.fromEntries(entries) as Record<ObliqueCase, string>;
}

function formOf(to: string, inCase: ObliqueCase, columns: Columns): string {
  return columns.get(`to:${inCase}`) || columns.get(`to_${inCase}`) || declineName(to, inCase);
}
