import { anyOf } from '#root/bot/understanding/patterns.js';
import { fold, foldedWords } from '#root/bot/understanding/words.js';

// After "с" or "со", with up to four words between: "с наступающим Новым годом", "с 50-летним юбилеем".
const CONGRATULATED = anyOf(`
  днем добрым дн[юе][хш]* др юб[ие]леем \\p{L}+летием новым нг рождеством наступающ* праздник* свадьбой годовщиной новосельем пасхой именинами
  рождением пополнением летием победой повышением выпускным масленицей марта февраля апреля мая сентября бракосочетани* окончанием
  успешн*`);
const FORMULAS = anyOf(`
  поздравля(?:ю|ем|ет|ют|ешь|ете) желаю желаем счастлив(?:ой|ого|ых)_\\p{L}+ хочу_пожелать пусть счастья здоровья совет_да_любовь мне_(?:очень_)?жаль будь будьте люблю любим обожаю спасибо благодар* примите
  долгих_лет long_life оставайся оставайтесь улыбайся улыбайтесь береги_себя не_(?:грусти|болей|унывай|переживай|забывай|плачь|скучай|бойся|сдавайся)
  прими от_всей_души от_всего_сердца всего_самого всего_наилучшего всего_хорошего горько ура живи расти скучаю скучаем горжусь гордимся поправляйся поправляйтесь выздоравливай* держись удачи успехов возвращайся
  happy merry congrat* (?:eid|ramadan)_mubarak wish(?:ing|es)?_you best_wishes wishing all_the_best many_happy hbd love_you i_love thank_(?:you|u)
  thanks thx hope let_(?:every|your|this) may_(?:you|your|all|god|this|the|every|each) cheers(?=,?_\\p{L}) get_better bravo kudos браво here'?s_to good_luck get_well have_a miss_you proud_of god_bless
  sending_(?:love|hugs) enjoy_your be_(?:happy|healthy|well|safe|strong|yourself) don't_(?:be|worry|cry|give_up) stay_(?:strong|safe|awesome) keep_(?:smiling|shining) cheer_up way_to_go season's_greetings well_done welcome_(?:baby|home|back|to|aboard) best_of_luck (?:great|good|nice|amazing)_(?:job|work) rest_in_peace sweet_dreams (?:hoo?ray|hurrah)_for hb (?:sorry|прости|простите|извини|извините)(?=,?_\\p{L}) доброе_утро(?=,?_\\p{L})
  (?:спокойной|доброй)_ночи good_?(?:morning|night)(?=,?_\\p{L}) s_dr s_dn[iey]+m_ro[zj]h?d*
  s_nov[yi]m_god[ao]m вітаю вітаємо з_дн[іе]м туған_күн* з_(?:новим|різдвом) feliz bon_anniversaire joyeux joyeuses bonne_année alles_gute frohe buon buona doğum_günün* sto_lat`);
const SECOND_PERSON = anyOf(`
  ты тебя тебе тобой тво[йяеию]* вас вам вами вы ваш* (?<!thank-)you your you're u ur`);

const FORMULA = new RegExp(
  `^со? (?:\\p{L}+(?:[ыи]ми?|[оеё]й) )?\\p{L}{3,}(?:ем|ом|[оеё]й|ью|ами|ями)(?!\\p{L})|(?<!\\p{L})(?:с|со|c) (?:\\p{L}+,? ){0,4}?(?:\\d+[- ]?(?:\\p{L}+ )?)?${CONGRATULATED}|${FORMULAS}`,
  'u',
);
const YOU = new RegExp(SECOND_PERSON, 'u');

// Fewer words that only speak to somebody are meant for the bot: "ты супер".
const LEAST_WORDS = 5;

/** Returns whether a text has a formula of congratulation, thanks or love. */
export function hasFormula(text: string): boolean {
  return FORMULA.test(fold(text));
}

/** Returns whether a text begins with such a formula. */
export function startsWithFormula(text: string): boolean {
  return FORMULA.exec(fold(text))?.index === 0;
}

/** Returns whether a text wishes, thanks or speaks to somebody. */
export function isWish(text: string): boolean {
  return hasFormula(text) || YOU.test(fold(text));
}

const FIRST_PERSON = new RegExp(
  anyOf(
    "(?:поздравля|жела|обнима|скуча)(?:ю|ем) поздравля[ею]т любл?[ию]м? целую горжусь i'm_(?:so_)?sorry i_(?:wish|miss|love)",
  ),
  'u',
);
const CLAUSE =
  /(?:^|[,.!?:;…)\n—–-]|\p{Extended_Pictographic}\uFE0F?)\s*(?:(?:всех|и|а|ну|so|and|yo|omg|oh|hey|aww) )?/giu;

/** Returns whether a text speaks to somebody, or a clause of it begins with a formula: it is said, and not reported. */
export function isSaid(text: string): boolean {
  if (YOU.test(fold(text)) || FIRST_PERSON.test(fold(text))) return true;
  // "Серый с днюхой": the person may have any name.
  if (startsWithFormula(text.replace(/^\p{L}+,? (?=с )/u, ''))) return true;
  // "Крепкого здоровья".
  if (startsWithFormula(text.replace(/^\p{L}+(?:ого|[ыи]х) /u, ''))) return true;
  return Array.from(text.matchAll(CLAUSE)).some(({ 0: start, index }) =>
    startsWithFormula(text.slice(index + start.length)),
  );
}

/** Returns whether a text speaks to somebody other than the bot, as far as the text alone can show. */
export function isForSomebody(text: string): boolean {
  return hasFormula(text) || foldedWords(text).length >= LEAST_WORDS;
}

/** Returns whether the first sentence of a text speaks to somebody. */
export function speaksToSomebody(text: string): boolean {
  return YOU.test(fold(/^[^.!?\n:]*/u.exec(text)?.[0] ?? ''));
}
