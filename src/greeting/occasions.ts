/** The words by which an occasion is known, by its template. Of several the first counts: who thanks on a birthday greets. */
export const occasions: readonly (readonly [template: string, words: RegExp])[] = [
  ['birthday', /(день|дн[яюеё]м?|дней) рожд|юбиле|именин|(?<!\p{L}|и )др(?!\p{L})|birthday|bday|happy returns/iu],
  ['new-year', /нов(ый|ым|ого|ому|ом) год|рождеств|new year|christmas|xmas/iu],
  ['wedding', /сва(дьб|деб)|бракосочет|молодож[её]н|wedding|newlywed|(?<!\p{L})married|marriage/iu],
  ['thank-you', /спасиб|благодар|thank|grateful/iu],
];

const ANY_OCCASION = 'neutral';

/** Returns the name of the template that suits these words. */
export function templateFor(words: string): string {
  return occasions.find(([, known]) => known.test(words))?.[0] ?? ANY_OCCASION;
}
