const LETTERS: Record<string, string> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya'
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** Returns a Russian name as people write it in Latin letters: "Masha". */
export function inLatin(name: string): string {
  return Array.from(name.toLowerCase(), (letter) => LETTERS[letter] ?? letter).join('');
}
