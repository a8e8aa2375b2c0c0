import { findPeople } from '#root/bot/understanding/people/known-people.js';

// What people write together, leave out or mistake in the words that everything else depends on.
const TYPOS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})с(?=(?:дн[её]м|др|днюхой|юбилеем|наступающим|праздником)(?!\p{L}))/giu, 'с '],
  [/(?<!\p{L})(дн[её]м|день)(?=рождени[яе](?!\p{L}))/giu, '$1 '],
  [/(?<!\p{L})ден(?=рождени[яе](?!\p{L}))/giu, 'день '],
  [/(?<!\p{L})п[ао]з?д?р[ао]вь?(?=те(?!\p{L})|(?<=ь)(?!\p{L}))/giu, 'поздравь'],
  [/(?<!\p{L})привіта(?:й|ти)(?=(?:те)?(?!\p{L}))/giu, 'поздравь'],
  [/(?<=(?<!\p{L})п)(?:озравля|аздравля|оздровля|оздравл)(?=(?:ю|ем)(?!\p{L}))/giu, 'оздравля'],
  [/(?<=(?<!\p{L})пра)зн(?=ик|ич)/giu, 'здн'],
  [/(?<=(?<!\p{L})дор)а(?=г(?:ая|ой|ие)(?!\p{L}))/giu, 'о'],
  [/(?<=(?<!\p{L})здра)(?=ству)/giu, 'в'],
  [/(?<=(?<!\p{L})(?:с|на) )д[. ] ?р\.?(?!\p{L})/giu, 'др'],
  [/(?<=\d)-?(?:е|ое|го|ого)(?= (?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр))/giu, ''],
  [/(?<=\p{Script=Cyrillic}{3})(?=\d{1,3}(?![\p{L}\d]))/gu, ' '],
  [/(?<!\p{L})с (?=свадь|всем(?!\p{L}))/giu, 'со '],
  // In the usual order: "Спасибо скажи маме".
  [/^(спасибо|привет),? ((?:скажи|передай)(?:те)?(?!\p{L}))/iu, '$2 $1'],
  [/(?<!\p{L})b(?:(?:ri|r|i)th?day|irt(?:day|hay)|irhday)(?!\p{L})/giu, 'birthday'],
  [/(?<!\p{L})(h)(?!appy)(?:ap+y+|p+y)(?= ?b)/giu, '$1appy'],
  [/(?<!\p{L})х[еэ]п+[иы] б[её][рзс]+д[еэ]й(?!\p{L})/giu, 'с днём рождения'],
  [/(?<!\p{L})happybirthday(?!\p{L})/giu, 'happy birthday'],
  [/(?<!\p{L})b day(?!\p{L})/giu, 'b-day'],
  [/(?<!\p{L})thn?an?x(?!\p{L})/giu, 'thanks'],
  [/(?<=(?<!\p{L})congra)d(?=ulat)/giu, 't'],
  [/(?<=(?<!\p{L})a)n+ivers[ae]ry/giu, 'nniversary'],
  [/(?<=(?<!\p{L})c)h?ri?s+t?mas(?!\p{L})/giu, 'hristmas'],
];
const STRETCHED = /(?<!\p{L})\p{L}*?(\p{L})\1{2,}\p{L}*/giu;

/** Returns a message with its usual mistakes mended, and "Lucyyy" as "Lucy". */
export function mended(message: string): string {
  return TYPOS.reduce((text, [typo, word]) => text.replace(typo, word), message).replace(STRETCHED, (word) => {
    const plain = word.replace(/(\p{L})\1{2,}/giu, '$1');
    return /^(?:happy|birthday|bday)$/i.test(plain) || findPeople(plain, 'nominative').length > 0 ? plain : word;
  });
}
