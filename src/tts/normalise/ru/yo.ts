import { wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Frequent words that are always written with ё, if it is written at all. "Все" and ""берет"" have two readings.
const WORDS =
  'ещё моё твоё своё её неё днём твоём моём своём нашёл пришёл ушёл вошёл прошёл подошёл ребёнок ребёнка ребёнку ребёнком тёплый тёплая тёплое тёплые тёплых тёплым тёплыми тёплого тёплой весёлый весёлая весёлое весёлые весёлых весёлым весёлого весёлой лёгкий лёгкая лёгкое лёгкие лёгкой лёгкого лёгких зелёный чёрный жёлтый вперёд пойдём найдём придём пьём поёт ждёт ждём зовёт живёт живём идёт идём растёт растём несёт даёт даём поёшь ждёшь живёшь идёшь даёшь самолёт полёт причём учёба учёбе учёбы надёжный надёжная надёжного серьёзный тётя тёти тёте тётю тётей Алёна Алёны Алёне Алёну Алёной Алёнка Алёнушка Пётр Артём Семён Фёдор тёща тёще тёщу тёплую счёт счёта приём подъём актёр актёры режиссёр партнёр вдвоём втроём нём звёздный звёздочка цветёт смеёмся смеётся остаётся бережёт лётчик мёда клён матрёшка берёза щёки щёчки сестёр жён твёрдый твёрдо твёрдой напролёт полёта шёпот чёткий'.split(
    ' ',
  );
const byPlain = new Map(WORDS.map((word) => [word.replace('ё', 'е'), word]));

/** Writes ё instead of е in words that have no other reading. */
export const yo: readonly Rule[] = [
  wordRule('[А-Яа-яЁё]{2,12}', ([word]) => {
    const found = byPlain.get(word) ?? byPlain.get(word.toLowerCase());
    if (found === undefined) return undefined;
    return Array.from(found, (letter, index) =>
      /\p{Lu}/u.test(word[index] ?? '') ? letter.toUpperCase() : letter,
    ).join('');
  }),
];
