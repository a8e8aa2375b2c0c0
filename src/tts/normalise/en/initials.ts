import { after, before } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Words after which one letter is a kind of thing and ends its sentence: "Plan B. Then".
const KIND =
  /\b(?:plan|vitamin|grade|type|(?<!(?:1st|2nd|3rd|first|second|third) )class|group|team|section|part|letter|option|hepatitis|an?|the|and|with|than) $/i;

// Words that begin a sentence and are no names.
const BEGINNING =
  /^(?:We|It|He|She|They|You|The|This|That|These|And|But|So|Then|My|Our|Your|What|When|Where|How|Why|Happy|Love|Let|Thank|Thanks|Please|See|Call|Come|Is|Are|Do|Have|There|Here|If|At|In|On|For|To|With|Not|No|Yes|Now|All|Get|Keep|Enjoy|Congrats|Hope|Wishing|Good|Best|Can|Stay|Take|Go)(?![\p{L}])/u;

/** Initials by their letters, without full stops, so that no pause is made: "J. R. R. Tolkien", "John F. Kennedy". */
export const initials: readonly Rule[] = [
  { pattern: /(?<=(?<![\p{L}\d.])[A-Z])\.(?= (?:rex|coli)(?!\p{L}))/gu, say: () => '' },
  // "Mr. T. is".
  {
    pattern: /(?<=(?:Mister|Missus|Miz|Doctor|Professor|Coach|Uncle|Aunt) \p{Lu})\.(?= \p{Ll}|[,!?])/gu,
    say: () => '',
  },
  {
    pattern: /(?<![\p{L}\p{M}\d.'])(?:\p{Lu}\.[ -]?){1,4}(?=\p{Lu}[\p{Ll}'])/gu,
    say: (match) => {
      const letters = match[0].match(/\p{Lu}/gu) ?? [];
      if (/^P\. ?(?:P\. ?)?S/.test(match[0])) return undefined;
      const left = before(match);
      const isOneLetter = letters.length === 1;
      // "At six P M. See you", "in the U.S. We met".
      if (/(?:^| )[AP] $/.test(left) && isOneLetter) return undefined;
      if (BEGINNING.test(after(match))) return undefined;
      if (isOneLetter && (KIND.test(left) || (match[0].startsWith('I') && left.trim() !== ''))) return undefined;
      return `${letters.join(' ')} `;
    },
  },
];
