import type { Rule } from '#root/tts/normalise/rules.js';

/** What is said of links and tags in a language that has no rules of its own: the site, the words of the tag. */
export const otherLanguage: readonly Rule[] = [
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:https?:\/\/)?(?:www\.)?(?<=\/|\.)([\p{L}\p{N}][\p{L}\p{N}.-]{1,99})(?::\d+)?(?:[/?#]\S*)?/giu,
    say: ([all, host = '']) => `${host.replace(/[.-]+$/, '').replace(/\./g, ' ')}${/[.,:;!?)]+$/.exec(all)?.[0] ?? ''}`,
  },
  { pattern: /(?<![\p{L}\p{N}])[#@](?=[\p{L}\p{N}_])/gu, say: () => ' ' },
  { pattern: /[_★⭐]+/g, say: () => ' ' },
];
