const HOLIDAYS = new Set([
  '8 марта',
  '23 февраля',
  '14 февраля',
  '9 мая',
  '1 мая',
  '1 сентября',
  '1 апреля',
  '12 июня',
  '4 ноября',
  '7 ноября',
  '1 июня',
  '31 декабря',
  '12 апреля',
]);

/** Whether the date is the name of a holiday: "С 8 марта!". */
export function isHoliday({ number, name }: { number: string; name: string }): boolean {
  return HOLIDAYS.has(`${Number(number)} ${name}`);
}

/** Whether a date is the subject of its sentence: "8 Марта!", "Сегодня 9 мая", "Скоро 1 сентября". */
export function standsAlone(left: string, right: string): boolean {
  if (
    /(?:сегодня|завтра|вчера|послезавтра|это|скоро|уже|снова|наступ\p{L}+|приш\p{L}+|[-–—]|скоро\s\d{1,2}\s\p{Ll}+\sи)\s+$/iu.test(
      left,
    )
  ) {
    return /^\s*(?:и\s\d|[.,!?…;:)»"\n–—-]|$)/u.test(right);
  }
  // "У нас 3 повода: 8 Марта, …", but "отмечаем трижды: 19 декабря, …".
  if (/(?<!(?<!\p{L})(?:дважды|трижды|раза?)):\s+$/u.test(left) && /^\s*[,;]/u.test(right)) return true;
  // "Дата свадьбы: 10.10".
  if (/(?<!\p{L})(?:дат|день|юбиле|праздник)\p{Ll}*(?:\s\p{L}+){0,2}:\s$/iu.test(left)) return true;
  if (/:\s[^.!?\d]{1,40}(?:,|\sи)\s$/u.test(left) && /^\s*(?:[,;.!]|$)/u.test(right)) return true;
  if (/(?<!\p{L})(?:пусть|пускай)\s+$/iu.test(left)) return true;
  const opens = /(?:^|[.!?…\n(«"])\s*$/u.test(left);
  return opens && /^\s*(?:[.!?…;:)»"\n]|[–—-]\s|$)/u.test(right);
}
