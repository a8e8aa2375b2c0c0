import { wholly } from '#root/bot/understanding/patterns.js';
import type { SmallTalk } from '#root/bot/understanding/understood.js';
import { foldedWords } from '#root/bot/understanding/words.js';

/** A message that is made of such words only: at least one of `core`, the rest of `filler`. */
interface Phrase {
  kind: SmallTalk;
  core: RegExp;
  filler: RegExp;
}

const phrases: readonly Phrase[] = [
  {
    kind: 'thanks',
    core: wholly(`
      спасиб* пасиб* спс благодарю благодарим мерси thanks thank thx ty tysm thnx cheers
      ура вау огонь топ супер класс* круто красота отлично прекрасно нравится понравил* шикарн* здорово wow amazing awesome
      perfect love loved`),
    filler: wholly(`
      ура вау огонь топ да нет мне большое огромное вам тебе очень за видео помощь поздравление красиво супер класс* круто
      здорово понравил* все всё бот вы ты лучшие лучший милое милый так и это работу получил* отлично прекрасно всем wow
      yay yes no omg you u so very much a an lot for the video bot it its it's is was all great amazing awesome perfect
      понятно ясно понял поняла вас bunch million ton tons
      бро братан брат друг дружище чувак bro man dude mate buddy pal
      that this ok okay cool works worked loved i she he they help many really good lovely nice again`),
  },
  {
    kind: 'hello',
    core: wholly(`
      привет* здравствуй* здрас* sup здорово хай салют добр* ку алло hi hello hey hiya yo howdy morning evening afternoon
      greetings меню старт начать пример menu start restart example`),
    filler: wholly(`
      бот бота день утро вечер дня утра вечера времени суток всем как дела ты и тебе вам ребята there bot good how are
      you all everyone again to покажи show me an`),
  },
  {
    kind: 'question',
    core: wholly('помощь справка инструкция команды настройк* язык help commands settings language'),
    filler: wholly('и бота бот открой покажи мои мой the my your show open change'),
  },
  {
    kind: 'again',
    core: wholly('раз разок разочек снова заново повтори* переделай перезапусти again retry repeat redo once one'),
    filler: wholly(`
      нет не так плохо еще попробуй* попробовать попробуем пожалуйста плиз давай* сделай можно все его это попытка try more time please pls
      do it that make let's over video the`),
  },
  {
    kind: 'cancel',
    core: wholly('отмена отмени* отменить отменяй* удали* стоп хватит передумал* cancel delete stop nevermind abort'),
    filler: wholly(`
      пожалуйста плиз все я мы это заказ видео его не надо нужно уже please pls it that the order video this my i we`),
  },
  {
    kind: 'yes',
    core: wholly(`
      да ага угу ок окей делай* сделай* давай* верно правильно годится подходит пойдет поехали отправ* готово
      хорошо ладно создавай* создай* запускай* yes yeah yep yup ok okay sure correct right go done finished send looks`),
    filler: wholly(`
      все так хорошо пожалуйста плиз ну это и его видео it do that's that is please pls make now ahead looks good great
      fine and`),
  },
  {
    kind: 'no',
    core: wholly('нет неа no nope nah'),
    filler: wholly('не так то это все нет пока no not that this yet'),
  },
  {
    kind: 'abuse',
    core: wholly(`
      туп* идиот* дур(?:ак|а|ацк*) дебил* г[оа]вно отстой фигня фу ху[йе]* пизд* бля* сук* еб* заеб* нахуй иди пошел
      stupid idiot dumb shit* fuck* crap sucks? bitch asshole wtf useless garbage trash moron hate`),
    filler: wholly(`
      ты вы бот полн* как(?:ой|ая) просто же это на в жопу нафиг хрен совсем you u are r is bot this a an so off the it
      piece of up very i total your`),
  },
];

/** Returns the kind of a message that consists of one of these phrases. */
export function readPhrase(text: string): SmallTalk | undefined {
  const words = foldedWords(text);
  return phrases.find(
    ({ core, filler }) =>
      words.some((word) => core.test(word)) && words.every((word) => core.test(word) || filler.test(word)),
  )?.kind;
}
