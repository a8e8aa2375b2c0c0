import { fold } from '#root/bot/understanding/words.js';

// Words that stand where a name may stand, at the beginning of a message or after "для", "for" and the like.
const WORDS = new Set(
  `
а ему ей им нам нами без бот будет будь будьте бы был была было в важно вам вас ваш весь видео видеопоздравление внимание во возраст вопрос
все всего всем всех всю вы вчера где горячо год года да давай дай дай-ка даже два для до днем дня день доброе добрый
доброго если есть еще желаем желаю завтра закажи заказ зачем здесь здорово здоровья здравствуйте и из или имя их к как
какой клип когда класс конечно короче круто кто куда ладно ли лет лучше люблю любви любовь между меня мне можно музыка
мы на надо напиши напоминание нас начать не некоторых нет ни него нее ней никто ничего но ну нужен нужна нужно о об
обязательно озвучь ок окей он она они от ответ открытка открытку отлично очень песня песню по повод пожалуйста
пожелай пожелание пожелания поздравим поздравить поздравление поздравления поздравляем поздравляю поздравь поздравьте
пока помоги помощь понятно понял поняла после послушай потом почему праздник праздника пример примечание привет
пришли про просто пусть работает ребенку рождения ролик с сам самого самой свадьба свадьбу сделай сделайте
сегодня скажи скажите сколько слова слово случай со создай сообщение спасибо срочно стих стихи стоп старт счастья
так там твои тест текст тебе тебя то тоже только три тут ты тысяча у ура уже успехов фото хорошо хочу хочется цена
цену чат чего чей чем через что чтобы это этого этот юбилей юбилея я язык здравствуй дурак др нг новый новым нового
новому рождество годовщина годовщину выпускной новоселье марта февраля мая числа любой любого кого кому некого счастья
радости успехов мира добра удачи тепла веселья благополучия терпения дома дому семье семьи работы школы детского
сразу несколько нескольких нескольким двоих троих четверых двоим троим детский сада садика рецепт список запиши запишите плз пж пжл прочитай произнеси передай голосом
a both about after again age all also am an and any anyone are as ask at attention back be because been before best
birthday bday
bot but by bye call can cancel card christmas clip come congrats congratulate congratulation congratulations cool could
create day dear delete did do does done dont don't easter else error eve ever everything world example face file fine
first for
free friday from fyi game get give go good goodbye graduation graduated retired engaged promoted passed won great greet greeting greetings group had happened happy
has hate have he hello help her here hers hey ho hi him his hope how i if im i'm image important in into is it its it's
january just know language later let like link list ll long look lot lots love luck make many may maybe me menu merry
message mine more morning much music must my name need never new next nice night no none not note nothing now of off
oh ok okay on once one only open or order other our out over p party photo picture play please price question read
really ready reminder repeat reply retry said same say says see self myself yourself himself herself send settings share she should show sing so some someone
something song soon sorry start stop such sure surprise tell test text than thank thanks that the their them then there
these they thing this those time to today tomorrow tonight too try turned turning turns two u under until up us use very
video voice wait want was watch wedding week welcome well were we what when where which who whoever whatever why will wish wishes
wishing mubarak mothers fathers valentines
with word words work works would write wrong xmas year years yes yesterday yet you your yours free nb ps hbd shes hes
finally honestly really actually december february november october september monday tuesday wednesday thursday
saturday sunday yo omg wow plz thats whos theyre im ive dont man woman person human себя себе открытки открытке ролика https http www golden silver diamond текста детства юности класса отдела группы института универа вуза двора подъезда geburtstag weihnachten navidad cumpleaños
`
    .trim()
    .split(/\s+/),
);

/** Returns whether a word is known to be no name. */
export function isNoName(word: string): boolean {
  // "Meee".
  const plain = fold(word)
    .replace(/'(?:ll|re|ve|d|m)$/u, '')
    .replace(/(?<=\p{L})(\p{L})\1{2,}/gu, '$1');
  return WORDS.has(plain) || isVerb(plain);
}

/** Russian verbs and adverbs whose form no name has. */
function isVerb(word: string): boolean {
  return /(?<=\p{L}{2})о$|(?:ый|(?<=\p{L}{2})ая|ое|ые|ого|ому|[жчшщ]ему|(?<!ск)ую|хороший)$|(?:ing|ться|тся|ишь|ешь|ить|ать|ять|еть|аете|яете|уйте|айте|ируй|ляю|ляем)$/u.test(
    word,
  );
}
