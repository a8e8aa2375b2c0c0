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
  // Its tables take 50 MB, so a worker that speaks Cyrillic alone does not load them.
  const { detect } = await import('tinyld');
  const language = detect(words.join(' '), { only: LATIN });
  return language === 'en' || language === '' ? undefined : language;
}
