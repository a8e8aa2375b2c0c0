import { type Agreement, type Case, countOf, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { type Following, singular } from '#root/tts/normalise/ru/nouns.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';

/** Nouns in the singular whose number says which one it is, not how many: "5 класс", "на 3 этаже", "с 25 годовщиной". */
const nouns: readonly (readonly [stem: RegExp, gender: Gender, always: boolean])[] = [
  [
    /^(?:класс|курс|этаж|том|сезон|тур|раунд|тайм|сет|период|этап|урок|подъезд|корпус|ряд|разряд|век|юбиле|сорт|канал|вариант|параграф|пункт|вагон|квартал|отдел|семестр|триместр|взвод|батальон|кабинет|автобус|маршрут|трамва|троллейбус|созыв|съезд|выпуск|ранг|дан)(?:й|а|я|у|ю|ом|ем|е|ы)?$/,
    'masculine',
    true,
  ],
  [/^(?:год|день|дн|месяц|час|номер|размер|уровень|уровн|раз|тост|сын|внук)(?:а|я|у|ю|ом|ем|е)?$/, 'masculine', false],
  [/^(?:мест|числ|полугоди|столети|тысячелети|отделени)(?:о|е|а|я|у|ю|ом|ем|и)$/, 'neuter', true],
  [
    /^(?:глав|половин|годовщин|смен|групп|категори|сери|част|степен|стади|позици|лини|параллел|линейк)(?:а|я|ь|ы|и|е|у|ю|ой|(?<=[ил])ей|ью)$/,
    'feminine',
    true,
  ],
  [
    /^(?:квартир|аудитори|гимнази|больниц|школ|недел|страниц|строк|минут|ступен|полос|палат)(?:а|я|ь|ы|и|е|у|ю|ой|(?<=[ил])ей|ью)$/,
    'feminine',
    false,
  ],
];

// What the number before the noun already belongs to: "дом 5 корпус 2".
const NUMBERED =
  /(?:дом|номер|кабинет|квартир[аеуы]|школ[аеуы]|том|глав[аеуы]|страниц[аеуы]|част[ьи]|автобус|рейс|палат[аеуы]|корпус)\s$/iu;
// "Остался 1 раунд", "всего 1 урок": how many are left.
const ONLY =
  /(?<!\p{L})(?:остал[асио]{1,3}сь|осталс?я|остаётся|остается|всего|лишь|только|ещё|еще|хотя бы|ровно|минус|плюс)\s$/iu;
const LEARNER = /(?:учени[кц]|студент|выпускни|курсант|родител|учител|учащ)[а-яё]*\s$/iu;

/** Returns the words if the number says which one: "пятый класс". Otherwise undefined: "пять классов", "39 и 364 дня". */
export function implicitOrdinal(
  digits: string,
  next: Following,
  { wanted, before, after, last }: { wanted: readonly Case[]; before: string; after: string; last: string },
): string | undefined {
  const { noun = '' } = next;
  // "12 высшей категории".
  if (/^высш/.test(next.adjective ?? '')) return undefined;
  const found = nouns.find(([stem]) => stem.test(noun));
  if (found === undefined || digits.length > 6 || NUMBERED.test(before) || noun === 'недель') return undefined;
  const [, gender, always] = found;
  const isBirthday = /^(?:день|дн)/.test(noun) && /^\s*\p{L}+\s+рождения/u.test(after);
  const isYear = /^год/.test(noun) && digits.length === 4;
  const count = countOf(last);
  if (count === 'one' && ONLY.test(before)) return undefined;
  const isSingular = singularCases(noun, gender);
  if (isSingular.length === 0) return undefined;
  if (count === 'one' && !(always || isBirthday || isYear || (/^году$/.test(noun) && digits !== '1'))) return undefined;
  const isGenitive = isSingular[0] === 'genitive' && !/(?:а|я)$/.test(gender === 'feminine' ? noun : '');
  if (count === 'few' && isGenitive && !isYear && !isBirthday && !wantsOnlyGenitive(wanted) && !LEARNER.test(before)) {
    return undefined;
  }
  const inCase = wanted.find((one) => isSingular.includes(one)) ?? isSingular[0] ?? 'nominative';
  return ordinal(digits, { case: inCase, gender });
}

function wantsOnlyGenitive(wanted: readonly Case[]): boolean {
  return wanted[0] === 'genitive' || (wanted[0] === 'instrumental' && wanted[1] === 'genitive');
}

/** Cases of a form in the singular; none for the plural. */
function singularCases(noun: string, gender: Gender): readonly Case[] {
  if (/^году$/.test(noun)) return ['prepositional', 'dative'];
  if (gender === 'neuter' && /ии$/.test(noun)) return ['prepositional'];
  if (/^(?:раз|час)$/.test(noun)) return [];
  if (gender !== 'feminine' && /^(?:класс|курс|час|раз|юбиле|корпус|вагон|канал)[ыи]$/.test(noun)) return [];
  const possible: readonly Agreement[] = singular({ noun });
  const cases = possible.filter((one) => one.gender === gender && one.animate !== true).map((one) => one.case);
  if (cases.length > 0) return cases;
  if (gender !== 'masculine' && /е$/.test(noun)) return ['prepositional', 'dative'];
  return [];
}
