import { anyOf } from '#root/bot/understanding/patterns.js';
import { speaksToSomebody } from '#root/bot/understanding/wish/formulas.js';
import { fold } from '#root/bot/understanding/words.js';

const POLITE = new RegExp(
  `^(?:${anyOf(`
    привет* здравствуйте здравствуй здрас* можно ура бро братан чувак дружище bro mate man кто-нибудь кто-то ребят ребята народ люди девочки девчонки мужики выручай выручайте выручи хелп хэлп ваш[еу]? dude yo omg so well добр*_день (?:день|вечер)_добрый добр*_вечер добр*_утро добр*_дня добр*_времени_суток just good_(?:morning|afternoon|evening) бот алиса ок просто от_(?:меня|нас(?:_всех)?|всех(?:_нас)?) пожалуйста слушай можешь
    ты_можешь а ну hi hello hey there ok okay bot please pls (?:it_would_be|it'd_be|would_be)_\\p{L}+_if_you_(?:can|could) (?:i_was_)?wondering_if_you_(?:can|could) i(?:_want|'d_like|_would_like|_need|_ask)_you_to не_могли_бы_вы было_бы_\\p{L}+ can_it could_it (?:can|could|would|will|may)_(?:you|u|some(?:one|body)|any(?:one|body)|(?:i|we)_(?:please_)?(?:get|have|order|send|request|make))`)}[\\s,!.]*)*`,
  'iu',
);
// "A funny birthday card", "короткое видео".
const ADJECTIVES = new RegExp(
  `^(?:(?:an? )?(?:${anyOf(
    'funny short cute sweet nice quick simple beautiful warm formal romantic silly heartfelt special cool little lovely emotional professional religious [a-z]+(?:ish|ese) french german italian russian ukrainian arabic hindi',
  )},? (?:and )?)+(?=${anyOf('birthday bday wedding anniversary christmas thank video* vid greeting* card* message* wish* poem toast speech')})|(?:\\p{L}+(?:[оые]е|[ую]ю|ый|ая),? (?:и )?)+(?=${anyOf('видео* видос* ролик* поздравл* пожелан* открытк* стих* тост')}))`,
  'iu',
);
const PLEASE = /(?<=\p{L}),? +(?:пожалуйста|пожалуста|плиз|плз|пж\p{L}{0,4}|please|pls|plz)(?!\p{L}),? */iu;
// How a request begins. Wishes begin otherwise.
const OPENING = new RegExp(
  `^${anyOf(`
    сдела* созда* запиши* записать поздравь* поздравьте поздравим поздравить поздрав(?:лени[ея]|ляш|лял|уш|ух)* нуж(?:ен|н[аоы]) надо хочу два две три каждому хотел* извин* попросить прощени*
    мне можно можете помоги* видео* видос* ролик* открытк* клип песн* пожелани* пожелай* стих* тост слова (?:скажи|передай|напиши|отправь|пришли|подари)(?:те)?
    озвучь поблагодари* для на к ко в_честь от_[а-я\\d]+(?:_[а-я]+){0,3}_для from_(?:[a-z]+_){1,4}(?:to|for) у день др юбилей свадьба годовщина именины
    новый_год рождество днюха завтра сегодня скоро послезавтра через в_субботу в_воскресенье заказ* давай прошу это имя
    ее_зовут его_зовут
    sing clip make create send record do say wish(?!_you) tell greet congratulate thank(?!_you)
    thank_you_(?:video|card|message|greeting|note)s? surprise i_(?:want|need|would|wanna|have) i'd i'm_looking need want
    looking roast motivate encourage prank hype cheer_up_(?:my|our) remind generate write two three an? someone the birthday bday b-day wedding anniversary new christmas xmas thank-you videos? greetings?
    card message wishes for to this_is it's_for its_for name h(?:er|is)_name today tomorrow give help let's one another
    get_(?:me|an?|well_card|well_video) personali[sz]ed graduation`)}`,
  'u',
);
// Asks the bot, even if the message speaks to somebody else further on.
const ASKING = new RegExp(
  `^(?:${anyOf(`
    (?:мне_)?(?:хочу|хот*|прошу|надо|нужно)(?:_бы)?,?_чтобы? вы_можете не_могли_бы вы_могли сдела* созда* запиши* поздравь*
    пусть_(?:[а-я]+_){1,3}поздрав(?:ит|ят) прошу_(?:вас_|тебя_)?(?:поздрав|созда|сдел|запис)* поздравить поздравлени[ея] нуж(?:ен|н[аоы]) надо видео* ролик* открытк* sing make create send record generate an? videos? greetings?
    card congratulate
    i'd_(?:like|love)_an? (?:i|we)_(?:want|need)_an?
    (?:birthday|thank_you)_(?:video|greeting|card|message|wish|note)s? say_(?:[a-z]+_){1,4}to
    get_well_(?:card|video|message|msg) (?:can|could|would|will)_(?:you|u)`)}|[\\p{L} '-]{0,30}(?<!best |good |warm |warmest )(?:wishes|card|note|video|message|msg|greeting) for |.*(?<!\\p{L})i(?:'d like| want| would like| wanna) to (?:say|thank|tell|wish|surprise|congratulate)(?! you)(?!\\p{L}))`,
  'u',
);
// The same anywhere, in a message that speaks to nobody.
const ASKING_SOMEWHERE = new RegExp(
  anyOf(`
    (?:сделай|запиши|поздравь|пожелай|озвучь|закажи)(?:те)? поздравить заказать сделать_(?:видео|поздравл|сюрприз|открытк|ролик)*
    (?:скажи|передай)(?:те)?_(?:ему|ей|им) deserves?_an? (?:please|pls|can_u|to)_(?:make|create|record|say|surprise|wish|congratulate|greet|roast|encourage)
    (?:anniversary|birthday|wedding|christmas|thank_you)_(?:video|vid|card|greeting|message)
    (?:make|create|record|generate)_(?:a(?!_wish)|an|one|it|something|me|him|her|them) (?:congratulate|greet|thank|wish|tell|surprise)_(?:her|him|them)`),
  'u',
);
// What is said to the bot before a request.
const KIND =
  /(?<!\p{L})(?:(?:can|could|would|will) (?:you|u)|you (?:to|can|could)|please|pls|пожалуйста|(?:можете|могли бы) вы|вы можете)(?!\p{L})/iu;
const CAN_YOU = /(?<!\p{L})(?:can|could|would|will|do) (?:you|u)(?!\p{L})/giu;
const THANK_YOU_VIDEO = /thank you (?=video|vid|card|greeting|message|note)|a thank you/giu;
const PRODUCT =
  /видео|shout-?out|поздрав|пожел|открытк|ролик|congratulate|video|vid(?!\p{L})|greeting|card|birthday|message|msg|note|speech|toast|poem|тост|стих/u;

const SEPARATE = new RegExp(
  anyOf(`
    (?:два|две|три|2|3)_(?:разн\\p{L}*_)?(?:видео|ролика|поздравления|открытки)* (?:two|three|2|3)_(?:videos|greetings|cards|messages)
    кажд(?:ому|ой|ого)* по_отдельности отдельн* separate* (?:and|и)_(?:one|одно|одну|второе)_(?:for|для)`),
  'u',
);

/** Returns a message without the greetings and polite words before and in its request. */
export function withoutPoliteness(message: string): string {
  return message
    .slice(POLITE.exec(message)?.[0].length ?? 0)
    .replace(ADJECTIVES, '')
    .replace(PLEASE, ' ');
}

/** Returns whether a text begins as a request does. */
export function beginsAsRequest(text: string): boolean {
  return OPENING.test(fold(text));
}

/** Returns whether a message certainly asks for something to be made. */
export function asks(message: string): boolean {
  const text = withoutPoliteness(message);
  const isAskedKindly = KIND.test(message.slice(0, message.length - text.length)) && beginsAsRequest(text);
  return isAskedKindly || ASKING.test(fold(text).replace(/[«»„“”"]/gu, ''));
}

/** Returns whether a text that speaks to nobody asks for something anywhere: "Коллега уходит, сделай видео". */
export function asksSomewhere(text: string): boolean {
  return (
    ASKING_SOMEWHERE.test(fold(text.replace(CAN_YOU, 'please'))) &&
    !speaksToSomebody(text.replace(CAN_YOU, 'please').replace(THANK_YOU_VIDEO, ''))
  );
}

/** Returns whether each of several people shall have a greeting of their own. */
export function isSeparate(text: string): boolean {
  return SEPARATE.test(fold(text));
}

/** Returns whether a text says what shall be made. */
export function namesProduct(text: string): boolean {
  return PRODUCT.test(fold(text));
}
