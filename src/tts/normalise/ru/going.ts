const GOING =
  /(?:едет|еду|едем|поех|приех|приед|заех|заезд|въезд|заезж|приезж|подъезж|переезж|приход|прид|заход|зайд|загляд|добира|доставк|отправ|летит|лечу|летим|прилет|вылет|прибы|прийти|яви|войд|войти|пройд|пройти|подойд|подойти|обращ|обрат|идёт|иду|мчит|мчусь|спешит|верн|перее|пут[её]вк|билет|поездк|путешестви|командировк|рейс|тур)\p{Ll}{0,5}\s(?:\p{L}+\s)?(?:в|на)\s$|(?:прид[её]|при[её][дх]|заед|заех|поед|поех|приход|приезж|приглаш|подъезж|загляд|прибы|яви|пройд|подойд|обращ)\p{Ll}{1,5}\s(?:[^.,!?;\n]|(?<=\d)\.(?=\d)|(?<=\d\s?ч)\.){0,40}\s(?:в|на)\s$|(?<!\p{L})из\s[^!?\n]{1,30}\sв\s$/iu;

/** Whether "в" or "на" at the end of the text says to which place, not in which place: "едем в". */
export function isGoal(left: string): boolean {
  return GOING.test(left);
}

const GIVING = /(?<!\p{L})(?:дар|подар|вруч|жела|пожела|шл|посыла|переда|помог|сообщ)\p{Ll}*\s$/iu;

/** Whether the text ends with a verb that names a receiver: "дарим шк. № 8 саженцы". */
export function isGiven(left: string): boolean {
  return GIVING.test(left);
}

// Before a genitive stands a noun: no adjective, no conjunction.
const OF_NOUN = /(?<![ыио]й|ая|(?<!\p{L})(?:это|весь|и|да|а|или|наша?|ваша?))(?<=\p{Ll})\s$/iu;

/** Whether the text ends with a noun that another one can belong to: "мэру" of "мэру г. Орла". */
export function endsWithNoun(left: string): boolean {
  return OF_NOUN.test(left);
}
