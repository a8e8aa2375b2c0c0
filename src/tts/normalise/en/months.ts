const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Names of months and their abbreviations. "may" and "march" are other words. */
export const MONTH =
  'January|[Jj]an\\.?|january|February|[Ff]eb\\.?|february|March|Mar\\.?|April|[Aa]pr\\.?|april|May|June|[Jj]un\\.?|june|July|[Jj]ul\\.?|july|August|[Aa]ug\\.?|august|September|[Ss]ept?\\.?|september|October|[Oo]ct\\.?|october|November|[Nn]ov\\.?|november|December|[Dd]ec\\.?|december|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\\.?|(?:may|march)(?= \\d{1,2}(?:st|nd|rd|th|,? (?:19|20)\\d\\d)|,? (?:19|20)\\d\\d)';

/** Returns the name of a month from 1, or undefined. */
export function monthName(number: string): string | undefined {
  return MONTHS[Number(number) - 1];
}

/** Returns the whole name of a month that may be abbreviated. */
export function wholeMonth(written: string): string {
  const start = written.slice(0, 3).toLowerCase();
  return MONTHS.find((month) => month.toLowerCase().startsWith(start)) ?? written;
}
