import { cardinal, ordinal, plural } from '#root/tts/normalise/en/cardinal.js';
import { wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const VULGAR = '[½¼¾⅐-⅞]';

/** Fractions: "½", "3/4", "2 1/2". */
export const fractions: readonly Rule[] = [
  {
    pattern: new RegExp(`(?:(?<![\\d.,])(\\d+) ?)?(${VULGAR})`, 'gu'),
    say: (match) => {
      const [, whole, sign = ''] = match;
      const [above = '', below = ''] = sign.normalize('NFKC').split('\u2044');
      const next = match.input[match.index + match[0].length] ?? '';
      return `${mixed(whole, above, below)}${/[\p{L}\d]/u.test(next) ? ' ' : ''}`;
    },
  },
  wordRule(
    '(?:(?<![.,])(\\d+)[ -])?(?<![/.,])(\\d{1,3})[/\u2044](\\d{1,3})(?![/.]\\d|/)',
    ([, whole, above = '', below = '']) => {
      const [part, parts] = [Number(above), Number(below)];
      if (part > 0 && part < parts && parts <= 10) return mixed(whole, above, below);
      if (whole !== undefined) return undefined;
      if (parts === 100 || parts === 10) return `${cardinal(above)} out of ${cardinal(below)}`;
      return `${cardinal(above)} ${parts <= 12 ? 'over ' : ''}${cardinal(below)}`;
    },
  ),
];

function mixed(whole: string | undefined, above: string, below: string): string {
  if (whole === undefined || whole === '') return `${cardinal(above)} ${partName(above, below)}`;
  const part =
    above === '1'
      ? `${/^8/.test(below) ? 'an' : 'a'} ${partName(above, below)}`
      : `${cardinal(above)} ${partName(above, below)}`;
  return `${cardinal(whole)} and ${part}`;
}

function partName(above: string, below: string): string {
  const name = below === '2' ? 'half' : below === '4' ? 'quarter' : ordinal(below);
  if (above === '1') return name;
  return name === 'half' ? 'halves' : plural(name);
}
