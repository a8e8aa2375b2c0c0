import { wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const BOOKS: Readonly<Record<string, string>> = {
  Gen: 'Genesis',
  Ex: 'Exodus',
  Deut: 'Deuteronomy',
  Josh: 'Joshua',
  Prov: 'Proverbs',
  Eccl: 'Ecclesiastes',
  Isa: 'Isaiah',
  Jer: 'Jeremiah',
  Matt: 'Matthew',
  Rom: 'Romans',
  Cor: 'Corinthians',
  Gal: 'Galatians',
  Eph: 'Ephesians',
  Phil: 'Philippians',
  Col: 'Colossians',
  Thess: 'Thessalonians',
  Tim: 'Timothy',
  Heb: 'Hebrews',
  Pet: 'Peter',
  Rev: 'Revelation',
};

/** Books of the Bible before their verses: "1 Cor. 13:4", "Rom. 8:28". */
export const bible: readonly Rule[] = [
  wordRule(`(${Object.keys(BOOKS).join('|')})\\.?(?= \\d{1,3}:\\d)`, ([, book = '']) => BOOKS[book]),
  wordRule('(Prov|Eccl|Isa|Deut)\\.(?= \\d{1,2}(?!\\d))', ([, book = '']) => BOOKS[book]),
  wordRule('Ps\\.?(?= \\d{1,3}(?!\\d))', () => 'Psalm'),
];
