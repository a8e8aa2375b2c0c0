const WORDS = `happy хэппи|birthday бёздей|b-day бидей|bday бидей|merry мэрри|christmas кристмас|new нью|year йир|years йирз|dear диар|love лав
loves лавз|i ай|i'm айм|you ю|your ёр|my май|baby бэйби|the зэ|a э|and энд|of оф|to ту|for фор|with виз|from фром|is из|are ар|we ви|he хи|she ши
me ми|it ит|it's итс|i'm айм|be би|your ёр|yours ёрз|this зис|that зэт|not нот|no ноу|yes йес|just джаст|married мэррид|women's уименз|woman уман|women уимен|man мэн|men мэн|valentine's валентайнз|valentine валентайн|anniversary эннивёсари|welcome уэлком|stay стэй|war вор|all олл|with виз|our ауэр|us ас|do ду|don't донт|worry ворри|can кэн|back бэк|end энд|now нау|here хиэр|beautiful бьютифул|smile смайл|dream дрим|dreams дримз|kiss кисс|happiness хэппинес|joy джой|day дей|best бэст|friend фрэнд|friends фрэндс|forever форэва|ever эва|thank сэнк|thanks сэнкс|please плиз|hello хэллоу|hi хай
hey хэй|bye бай|good гуд|night найт|morning монинг|wedding вэддинг|party пати|super супер|super-star суперстар|star стар|queen куин|king кинг
girl гёрл|girls гёрлз|boy бой|boys бойз|mother маза|mom мам|mum мам|dad дэд|father фаза|sister систа|brother браза|family фэмили|life лайф
live лив|home хоум|house хаус|heart харт|sweet свит|honey хани|darling дарлинг|sorry сорри|wow вау|cool кул|boss босс|team тим|show шоу|top топ
one уан|two ту|music мьюзик|dance дэнс|rock рок|style стайл|time тайм|world уорлд|peace пис|never нэва|always олвейс|make мейк|wish уиш
wishes уишиз|congratulations конгрэтьюлейшнз|surprise сюрпрайз|enjoy энджой|miss мисс|mr мистер|mrs миссис|ms мисс|dr доктор
iphone айфон|ipad айпад|imac аймак|macbook макбук|airpods эйрподс|apple эппл|google гугл|android андроид|samsung самсунг|xiaomi сяоми
whatsapp ватсап|viber вайбер|telegram телеграм|skype скайп|zoom зум|instagram инстаграм|facebook фейсбук|youtube ютуб|tiktok тикток|twitter твиттер
vk вэ ка|vkontakte вконтакте|ok окей|okay окей|vip вип|dj диджей|tv ти ви|sms эсэмэс|usa ю эс эй|uk ю кей|hr эйчар|pr пиар|it-отдел айти-отдел
range рэндж|rover ровер|land ленд|volvo вольво|nissan ниссан|renault рено|honda хонда|skoda шкода|volkswagen фольксваген|opel опель|peugeot пежо|chevrolet шевроле|jeep джип|bentley бентли|ferrari феррари|suzuki судзуки|chery чери|geely джили|harley харлей|davidson дэвидсон
bmw бэ эм вэ|audi ауди|toyota тойота|lexus лексус|mercedes мерседес|porsche порше|tesla тесла|ford форд|mazda мазда|hyundai хёндэ|kia киа|lada лада
wifi вайфай|wi-fi вай-фай|online онлайн|offline офлайн|mail мэйл|email имейл|e-mail имейл|gmail джимэйл|hotmail хотмэйл|outlook аутлук|icloud айклауд|yahoo яху|rambler рамблер|inbox инбокс|list лист|yandex яндекс|windows виндоус|microsoft майкрософт
wildberries вайлдберриз|ozon озон|avito авито|aliexpress алиэкспресс|spotify спотифай|ikea икея|lego лего|barbie барби|chanel шанель|dior диор|zara зара
netflix нетфликс|disney дисней|coca кока|cola кола|pepsi пепси|mcdonalds макдоналдс|starbucks старбакс|nike найк|adidas адидас|playstation плейстейшн
xbox иксбокс|minecraft майнкрафт|chatgpt чат джи пи ти|plus плюс|pro про|max макс|mini мини|john джон|jack джек|james джеймс|jane джейн|anna анна
alex алекс|alice элис|mary мэри|mike майк|michael майкл|jackson джексон|michelle мишель|jean жан|pierre пьер|jurgen юрген|muller мюллер|louis луи|claire клэр|charlotte шарлотта|isabella изабелла|oliver оливер|henry генри|edward эдвард|lewis льюис|smith смит|brown браун|johnson джонсон|kate кейт|nick ник|peter питер|paul пол|george джордж|david дэвид|charles чарльз|william уильям
elizabeth элизабет|julia джулия|jessica джессика|jennifer дженнифер|emily эмили|emma эмма|sophia софия|sarah сара|daniel дэниел|thomas томас|robert роберт
richard ричард|helen хелен|diana диана|maria мария|max макс|sasha саша|masha маша|eugene юджин|andrew эндрю|ann энн|anne энн|lucy люси|tony тони
beatles битлз|queen куин|abba абба|beyonce бейонсе|feliz фелис|c'est сэ|la ла|vie ви|ich ихь|liebe либе|dich дихь|ti ти|quiero кьеро|mon мон|merci мерси|grazie грацие|danke данке|navidad навидад|bon бон|voyage вояж|amour амур|je жё|t'aime тэм|te тэ|amo амо|ciao чао
cheers чирз|lol лол|omg о май гад|jose хосе|chloe хлоя|let's летс|xoxo икс о икс о|p.s постскриптум|ps постскриптум|asap асап|fm эф эм|usb ю эс би|led лед|hd эйч ди|3d три дэ`;

/** Latin words that are frequent in Russian greetings, as Russians say them. */
export const latinWords: ReadonlyMap<string, string> = new Map(
  WORDS.split(/[|\n]/).map((pair): [string, string] => {
    const space = pair.indexOf(' ');
    return [pair.slice(0, space), pair.slice(space + 1)];
  }),
);
