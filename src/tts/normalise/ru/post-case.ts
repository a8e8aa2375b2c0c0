import { governed } from '#root/tts/normalise/ru/context.js';
import { type Case, fold } from '#root/tts/normalise/ru/grammar.js';
import { after, before } from '#root/tts/normalise/ru/pattern.js';

// "Благодарю д. м. н. Соколову и к. м. н. Орлова".
const OBJECT = /(?<!\p{L})(?:поздравля|благодар|приглаша|честву)\p{Ll}*\s[^!?\n]*$/iu;

// "Нар. арт. Татарстана".
const PLACE =
  /^(?:росси|москв|татарстан|башк|чуваши|якути|беларус|украин|казахстан|карели|удмурти|мордови|дагестан|буряти|кубани|чечн|осети)/;

/** Returns the case of a post. The name of a man shows it; without a name the words before the post do. */
export function caseOfPost(match: RegExpExecArray): Case {
  const named = fold(/^\s?(?:\p{Lu}\.\s?)*(\p{Lu}\p{Ll}+)/u.exec(after(match))?.[1] ?? '');
  const name = PLACE.test(named) ? '' : named;
  const left = before(match).replace(/\S+\.\s?$/u, '');
  const wanted = governed(left);
  const [first = 'nominative'] = wanted;
  // "И. о. зав. кафедрой".
  if (/(?<!\p{L})и\.\s?о\.\s?$/iu.test(before(match))) return 'genitive';
  // "Зам. директора".
  if (/(?<!\p{L})зам\.\s?$/iu.test(before(match))) return 'genitive';
  // "Поздравляем к. т. н. Смирнова": a man or a woman, but never the nominative.
  if ((first === 'accusative' || OBJECT.test(left)) && /[аяую]$/.test(name)) return 'accusative';
  if (/(?:[оеё]в|[иы]н|[сц]к)ой$/.test(name))
    return first === 'nominative' || first === 'accusative' ? 'dative' : first;
  if (/[ыо]м$|ем$/.test(name) && name !== '') return 'instrumental';
  if (/[ую]$/.test(name)) return 'dative';
  if (/е$/.test(name)) return 'prepositional';
  // "От кл. рук. Марии".
  if (/[ыи]$/.test(name)) return first === 'dative' || first === 'prepositional' ? first : 'genitive';
  if (/[ая]$/.test(name) && !/^(?:илья|фома|лука)$/.test(name) && !/(?:ова|ева|ина|ская|цкая)$/.test(name))
    return 'genitive';
  if (name !== '') return 'nominative';
  if (/(?<!\p{L})должност[ьию]\s$/iu.test(before(match))) return 'genitive';
  // "Моему любимому к. м. н.".
  if (/[ое]му\s$/u.test(left)) return 'dative';
  if (/[ое]го\s$/u.test(left)) return 'genitive';
  return wanted[1] === 'genitive' ? 'instrumental' : first;
}
