/**
 * Languages of a greeting that differ from the usual one of their script. Without an entry, Cyrillic is Russian, Arabic
 * script is Arabic, and Latin script is the language of the voice. Languages are named as espeak-ng names them.
 */
export type Languages = Partial<Record<'cyrillic' | 'arabic' | 'latin', string>>;

// Letters that only one language of its script has, or few have. The first pattern that matches names the language.
const CYRILLIC: readonly { language: string; letters: RegExp }[] = [
  { language: 'ba', letters: /[ҙҫҡ]/iu },
  { language: 'cv', letters: /[ӑӗӳ]/iu },
  { language: 'tt', letters: /җ/iu },
  { language: 'kk', letters: /[ғқұ]|^(?=.*і).*[әңөүһ]/isu },
  { language: 'tt', letters: /[әһ]/iu },
  { language: 'ky', letters: /[ңөү]/iu },
  { language: 'sr', letters: /[ђћ]/iu },
  { language: 'mk', letters: /[ѓќѕ]/iu },
  { language: 'sr', letters: /[љњџј]/iu },
  { language: 'be', letters: /ў|^(?!.*[ищъїєґ]).*і/isu },
  { language: 'uk', letters: /[їєґі]/iu },
  // Many of them, and none of the letters that only Russian has.
  { language: 'bg', letters: /^(?!.*[ыэё]).*ъ.*ъ/isu },
];
const ARABIC: typeof CYRILLIC = [
  { language: 'ur', letters: /[ٹڈڑںے]/u },
  { language: 'fa', letters: /[پچژگ]/u },
];
// Languages in Latin script that espeak-ng speaks and people greet in, as ISO 639-1.
const LATIN = 'en,de,fr,es,it,pt,nl,pl,cs,sk,hu,ro,tr,vi,sv,da,no,fi,et,lv,lt,id'.split(',');

// What people write in few words, by its language.
const GREETINGS = new Map(
  Object.entries({
    de: 'geburtstag glückwunsch glückwünsche weihnachten frohe herzlichen',
    fr: 'joyeux joyeuse anniversaire félicitations bonne',
    es: 'felicidades cumpleaños enhorabuena navidad',
    pt: 'parabéns aniversário',
    it: 'auguri compleanno buon',
    sv: 'grattis födelsedagen',
    no: 'gratulerer',
    da: 'tillykke fødselsdagen',
    nl: 'gefeliciteerd verjaardag',
  }).flatMap(([language, words]) => words.split(' ').map((word): [string, string] => [word, language])),
);
const ENGLISH =
  /^(?:the|you|your|you're|my|our|happy|birthday|b-?day|merry|christmas|xmas|easter|anniversary|congrat[a-z]*|love|wish|wishes|wishing|dear|with|and|well|soon|thanks?|cheers|welcome|luck|mom|mum|dad|grandma|grandpa|granny|friends?|sweet|hugs|kisses|enjoy|have|fun|get|from|ever|year|years|best|great|good)$/i;
// Below it, the library took a guess.
const SURE = 0.5;

const FOREIGN_CYRILLIC = /[\u0400\u0402-\u040F\u0450\u0452-\u045F\u0460-\u052F]/gu;
// A Russian text with a foreign name has a few foreign letters, a text in another language many.
const LEAST_SHARE = 0.03;
// A name alone says nothing about the language.
const LEAST_WORDS = 2;

/** Returns the languages of a greeting. All its lines together decide, because a short line may lack the letters. */
export async function languagesOf(text: string): Promise<Languages> {
  const [cyrillic, arabic, latin] = [cyrillicLanguage(text), byLetters(text, ARABIC), await latinLanguage(text)];
  return {
    ...(cyrillic === undefined ? {} : { cyrillic }),
    ...(arabic === undefined ? {} : { arabic }),
    ...(latin === undefined ? {} : { latin }),
  };
}

function cyrillicLanguage(text: string): string | undefined {
  const letters = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const foreign = text.match(FOREIGN_CYRILLIC)?.length ?? 0;
  const language = byLetters(text, CYRILLIC);
  return language === 'bg' || foreign >= letters * LEAST_SHARE ? language : undefined;
}

function byLetters(text: string, languages: typeof CYRILLIC): string | undefined {
  return languages.find(({ letters }) => letters.test(text))?.language;
}

/** English is left to the voice, which may be British or American. */
async function latinLanguage(text: string): Promise<string | undefined> {
  const words = text.match(/[\p{Script=Latin}\p{M}'’-]+/gu) ?? [];
  if (words.length < LEAST_WORDS) return undefined;
  const greeting = words.map((word) => GREETINGS.get(word.toLowerCase())).find((language) => language !== undefined);
  const hasEnglish = words.some((word) => ENGLISH.test(word));
  if (greeting !== undefined && !hasEnglish) return greeting;
  // Its tables take 50 MB, so a worker that speaks Cyrillic alone does not load them.
  const { detectAll } = await import('tinyld');
  const [first] = detectAll(words.join(' '), { only: LATIN });
  if (first === undefined || first.lang === 'en') return undefined;
  const isGuess = first.accuracy < SURE;
  // "Merry Christmas, Grandma!" looks French to it, and a list of names like any language.
  const areNames = words.every((word) => /^\p{Lu}/u.test(word));
  if (isGuess && (areNames || hasEnglish)) return undefined;
  return first.lang;
}
