import { parse } from 'csv-parse/sync';
import { listNames, type NameList } from '#root/bot/understanding/name-list.js';
import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { namedOrder } from '#root/bot/understanding/reader.js';
import { severalNamed } from '#root/bot/understanding/readers/named.js';
import type { UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { isWish } from '#root/bot/understanding/wish/formulas.js';
import { decodeText } from '#root/greeting/decode-text.js';
import type { TemplateChoice } from '#root/greeting/occasions.js';

type Rows = readonly (readonly string[])[];

const HEADING =
  /^(?:имя|имена|фио|ф\.и\.о\.?|кому|кого поздравить|получател[ьи]|участник|гость|сотрудник|names?|first ?name|full ?name|given ?name|recipients?|to|who|guest|employee)$/iu;
const WORDS_HEADING =
  /^(?:текст|слова|поздравлени[ея]|пожелани[ея]|сообщение|text|words|message|greeting|wish(?:es)?)$/iu;
const NO_NAME = /\d|@|:\/\/|^$/u;

/** People to greet: the names, or greetings that have words of their own. */
export type ListFile = { names: NameList } | { orders: UnderstoodOrder[] };

/**
 * Returns the people in the bytes of a text or CSV file. Each gets words of his own if every line is "name: words", or if a
 * column has wishes. The names are those under a heading such as "Имя" or "Name", else those of the column that has most
 * known names, else all entries.
 */
export function readListFile(bytes: Uint8Array, templates: readonly TemplateChoice[]): ListFile {
  const text = decodeText(bytes);
  const named = severalNamed(text, templates);
  if (named?.kind === 'orders') return { orders: named.orders };
  const { rows, column, words } = layOut(parseRows(text));
  if (column === undefined) return { names: listNames(rows.flat().filter((cell) => cell !== '')) };
  if (words === undefined) return { names: listNames(columnOf(rows, column)) };
  const filled = rows.filter((row) => row[column]);
  return { orders: filled.map((row) => namedOrder(readGivenName(row[column] ?? ''), row[words] ?? '', templates)) };
}

function parseRows(text: string): Rows {
  const options = {
    delimiter: delimitersIn(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  };
  try {
    return parse(text, options);
  } catch {
    // Its quotes are not those of CSV.
    return parse(text, { ...options, quote: false });
  }
}

/** If semicolons or tabs divide the cells, commas are part of them. */
function delimitersIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isDivided = lines.filter((line) => /[;\t]/.test(line)).length * 2 > lines.length;
  return isDivided ? [';', '\t'] : [',', ';', '\t'];
}

/** Returns the rows without their heading, and which of their columns have the names, and the words. */
function layOut(rows: Rows): { rows: Rows; column?: number | undefined; words?: number | undefined } {
  const heading = rows.findIndex((row) => row.some((cell) => HEADING.test(cell)));
  const names = rows[heading]?.findIndex((cell) => HEADING.test(cell));
  const titled = rows[heading]?.findIndex((cell) => WORDS_HEADING.test(cell)) ?? -1;
  const below = rows.slice(heading + 1);
  const words = titled === -1 ? columnWithMost(below, isWish, below.length / 2) : titled;
  if (names !== undefined) return { rows: below, column: names, words };
  // Several names on a line are a list; otherwise one column has the names, and others have dates and the like.
  const isList = words === undefined && !rows.flat().some((cell) => cell !== '' && NO_NAME.test(cell));
  return isList ? { rows } : { rows, column: columnWithMost(rows, (cell) => readGivenName(cell).isKnown), words };
}

/** Returns the column that has most cells of a kind, or undefined if none has enough. */
function columnWithMost(rows: Rows, isOfKind: (cell: string) => boolean, enough = 1): number | undefined {
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) => columnOf(rows, at));
  const counts = columns.map((column) => column.filter(isOfKind).length);
  const most = Math.max(0, ...counts);
  return most < Math.max(1, enough) ? undefined : counts.indexOf(most);
}

function columnOf(rows: Rows, at: number): string[] {
  return rows.map((row) => row[at] ?? '');
}
