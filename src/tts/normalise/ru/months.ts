const MONTHS = [
  'январ[ьея]',
  'феврал[ьея]',
  'март[ае]?',
  'апрел[ьея]',
  'ма[йея]',
  'июн[ьея]',
  'июл[ьея]',
  'август[ае]?',
  'сентябр[ьея]',
  'октябр[ьея]',
  'ноябр[ьея]',
  'декабр[ьея]',
];
const GENITIVE = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** Pattern of the name of a month in the genitive, and of its abbreviation. */
export const MONTH = `(?:${GENITIVE.join('|')}|(?:янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек)(?![а-яё])\\.?)`;

/** Pattern of the name of a month or a season in other cases: "май 2026", "летом 2026". */
export const ANY_MONTH = `(?:${MONTHS.join('|')}|весн(?:а|ы|ой)|лет(?:о|а|ом)|осен(?:ь|и|ью)|зим(?:а|ы|ой))`;

/** Returns the month of a date: "мая" for "мая", "Мая", "дек." and 5. */
export function monthName(month: string | number): string | undefined {
  if (typeof month === 'number') return GENITIVE[month - 1];
  const start = month.toLowerCase().replace(/\.$/, '');
  return GENITIVE.find((name) => name.startsWith(start.slice(0, 3)) || name === start);
}
