import { parse } from 'csv-parse/sync';
import { listNames, type NameList } from '#root/bot/understanding/name-list.js';
import { readGivenName } from '#root/bot/understanding/people/given-name.js';

type Rows = readonly (readonly string[])[];

const HEADING =
  /^(?:имя|имена|фио|ф\.и\.о\.?|кому|кого поздравить|получател[ьи]|участник|гость|сотрудник|names?|first ?name|full ?name|given ?name|recipients?|to|who|guest|employee)$/iu;
const NO_NAME = /\d|@|:\/\/|^$/u;

/**
 * Returns the names in the bytes of a text or CSV file: those under a heading such as "Имя" or "Name", else those of the
 * column that has most known names, else all entries.
 */
export function readNameFile(bytes: Uint8Array): NameList {
  const rows = parseRows(decode(bytes));
  const heading = rows.findIndex((row) => row.some((cell) => HEADING.test(cell)));
  if (heading === -1) return listNames(cellsOf(rows));
  const column = rows[heading]?.findIndex((cell) => HEADING.test(cell)) ?? 0;
  return listNames(columnOf(rows.slice(heading + 1), column));
}

/** Excel writes CSV in the code page of the system, and "Unicode text" in UTF-16. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

function parseRows(text: string): Rows {
  const options = {
    delimiter: [',', ';', '\t'],
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

/** Several names on a line are a list; otherwise one column has the names, and others have dates and the like. */
function cellsOf(rows: Rows): string[] {
  const cells = rows.flat().filter((cell) => cell !== '');
  if (!cells.some((cell) => NO_NAME.test(cell))) return cells;
  const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, at) => columnOf(rows, at));
  const known = columns.map((column) => column.filter((cell) => readGivenName(cell).isKnown).length);
  const most = Math.max(...known);
  return most === 0 ? cells : (columns[known.indexOf(most)] ?? cells);
}

function columnOf(rows: Rows, at: number): string[] {
  return rows.map((row) => row[at] ?? '');
}
