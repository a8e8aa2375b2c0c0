import type { CountedNoun } from '#root/tts/normalise/ru/decline.js';

const masculine = (stem: string, rest: Partial<CountedNoun> = {}): CountedNoun => ({
  one: stem,
  few: `${stem}а`,
  many: `${stem}ов`,
  gender: 'masculine',
  ...rest,
});
const feminine = (stem: string, rest: Partial<CountedNoun> = {}): CountedNoun => ({
  one: `${stem}а`,
  few: `${stem}ы`,
  many: stem,
  gender: 'feminine',
  ...rest,
});
const fixed = (word: string): CountedNoun => ({ one: word, few: word, many: word, gender: 'masculine' });

const HERTZ = (times: string): CountedNoun => ({ ...masculine(`${times}герц`), many: `${times}герц` });

const RUBLE: CountedNoun = { one: 'рубль', few: 'рубля', many: 'рублей', gender: 'masculine' };
const KOPECK: CountedNoun = { one: 'копейка', few: 'копейки', many: 'копеек', gender: 'feminine' };
const DOLLAR = masculine('доллар');
const EURO = fixed('евро');
const POUND = masculine('фунт');
const PIECE: CountedNoun = { one: 'штука', few: 'штуки', many: 'штук', gender: 'feminine' };
const SPOON: CountedNoun = { one: 'ложка', few: 'ложки', many: 'ложек', gender: 'feminine' };
export const HOUR = masculine('час');
export const MINUTE = feminine('минут');
export const SECOND = feminine('секунд');
const PERSON: CountedNoun = { one: 'человек', few: 'человека', many: 'человек', gender: 'masculine' };
const DEGREE = masculine('градус');
const THOUSAND: CountedNoun = { one: 'тысяча', few: 'тысячи', many: 'тысяч', gender: 'feminine' };

export const AGE: CountedNoun = { one: 'год', few: 'года', many: 'лет', gender: 'masculine' };

/** Money by the sign or abbreviation, with its small coin. */
export const currencies: readonly (readonly [pattern: string, noun: CountedNoun, coin?: CountedNoun])[] = [
  ['₽|RU[BR]|руб(?:\\.|лей|ля|лям|ль)?|р(?:\\.|уб)?', RUBLE, KOPECK],
  ['\\$|USD|долл\\.?', DOLLAR, masculine('цент')],
  ['€|EUR', EURO, masculine('цент')],
  ['£|GBP', POUND, { ...fixed('пенс'), few: 'пенса', many: 'пенсов' }],
  ['₸|KZT|тг\\.?', fixed('тенге')],
  ['₺|TRY', feminine('лир')],
  ['₾|GEL', fixed('лари')],
  ['֏|AMD', masculine('драм')],
  ['₼|AZN', masculine('манат')],
  ['UZS', masculine('сум')],
  ['KGS', masculine('сом')],
  ['CHF', masculine('франк')],
  ['CNY', { ...fixed('юань'), few: 'юаня', many: 'юаней' }],
  ['₴|UAH|грн\\.?', { one: 'гривна', few: 'гривны', many: 'гривен', gender: 'feminine' }],
  ['¥|JPY', feminine('иен')],
  ['коп\\.?', KOPECK],
];

export const INCH = masculine('дюйм');

/** Units by their abbreviation after a number. Longer ones come first. */
export const units: readonly (readonly [pattern: string, noun: CountedNoun])[] = [
  ['ст\\.\\s?л', { ...SPOON, adjective: 'столов' }],
  ['ч\\.\\s?л', { ...SPOON, adjective: 'чайн' }],
  ['дес\\.\\s?л', { ...SPOON, adjective: 'десертн' }],
  ['км\\s?/\\s?ч(?:ас)?', masculine('километр', { after: 'в час' })],
  ['уд\\.?\\s?/\\s?мин', masculine('удар', { after: 'в минуту' })],
  ['п\\.\\s?л', masculine('лист', { adjective: 'печатн' })],
  ['л\\.\\s?с', feminine('сил', { adjective: 'лошадин' })],
  ['м\\s?/\\s?с', masculine('метр', { after: 'в секунду' })],
  ['км²|кв\\.?\\s?км|км2', masculine('километр', { adjective: 'квадратн' })],
  ['см²|кв\\.?\\s?см|см2', masculine('сантиметр', { adjective: 'квадратн' })],
  ['м²|кв\\.?\\s?м|м2', masculine('метр', { adjective: 'квадратн' })],
  ['м³|куб\\.?\\s?м|м3', masculine('метр', { adjective: 'кубическ' })],
  ['°\\s?[CС]|℃', masculine('градус', { after: 'Цельсия' })],
  ['°\\s?F', masculine('градус', { after: 'Фаренгейта' })],
  ['°', DEGREE],
  ['%', masculine('процент')],
  ['[★⭐]', { one: 'звезда', few: 'звезды', many: 'звёзд', gender: 'feminine' }],
  ['‰', fixed('промилле')],
  ['ккал', { ...feminine('килокалори'), one: 'килокалория', few: 'килокалории', many: 'килокалорий' }],
  ['кал', { ...feminine('калори'), one: 'калория', few: 'калории', many: 'калорий' }],
  ['кг|kg', masculine('килограмм')],
  ['мг', masculine('миллиграмм')],
  ['гр|г', masculine('грамм')],
  ['км|km', masculine('километр')],
  ['см|cm', masculine('сантиметр')],
  ['мм|mm', masculine('миллиметр')],
  ['мл|ml', masculine('миллилитр')],
  ['м|m', masculine('метр')],
  ['л', masculine('литр')],
  ['т', feminine('тонн')],
  ['га', masculine('гектар')],
  ['сот\\.', { one: 'сотка', few: 'сотки', many: 'соток', gender: 'feminine' }],
  ['ц', masculine('центнер')],
  ['кВт', masculine('киловатт')],
  ['Вт', { ...masculine('ватт'), many: 'ватт' }],
  ['ГГц', HERTZ('гига')],
  ['МГц', HERTZ('мега')],
  ['кГц', HERTZ('кило')],
  ['Гц', HERTZ('')],
  ['дБ', masculine('децибел')],
  ['Мбит\\s?/\\s?с', { ...masculine('мегабит', { after: 'в секунду' }), many: 'мегабит' }],
  ['Гбит\\s?/\\s?с', { ...masculine('гигабит', { after: 'в секунду' }), many: 'гигабит' }],
  ['Мп|МП|Мпикс', { ...masculine('мегапиксел'), one: 'мегапиксель', few: 'мегапикселя', many: 'мегапикселей' }],
  ['мА[·*-]?ч', masculine('миллиампер-час')],
  ['мм\\sрт\\.\\s?ст', masculine('миллиметр', { after: 'ртутного столба' })],
  ['Тб|ТБ|TB', { ...masculine('терабайт'), many: 'терабайт' }],
  ['а/м', { one: 'автомобиль', few: 'автомобиля', many: 'автомобилей', gender: 'masculine' }],
  ['мин', MINUTE],
  ['сек', SECOND],
  ['б(?:ал)?\\.', masculine('балл')],
  ['час|ч', HOUR],
  ['нед', { one: 'неделя', few: 'недели', many: 'недель', gender: 'feminine' }],
  ['мес', { one: 'месяц', few: 'месяца', many: 'месяцев', gender: 'masculine' }],
  ['дн', { one: 'день', few: 'дня', many: 'дней', gender: 'masculine' }],
  ['шт', PIECE],
  ['стак', masculine('стакан')],
  ['уп(?:ак)?', feminine('упаковк', { few: 'упаковки', many: 'упаковок' })],
  ['бут', feminine('бутылк', { few: 'бутылки', many: 'бутылок' })],
  ['пач', feminine('пачк', { few: 'пачки', many: 'пачек' })],
  ['кор(?:об)?\\.', feminine('коробк', { few: 'коробки', many: 'коробок' })],
  ['компл', masculine('комплект')],
  ['зуб(?:ч)?\\.', masculine('зубчик')],
  ['пуч\\.', { one: 'пучок', few: 'пучка', many: 'пучков', gender: 'masculine' }],
  ['пак\\.', masculine('пакет')],
  ['бан\\.', feminine('банк', { few: 'банки', many: 'банок' })],
  ['щеп(?:от)?\\.', feminine('щепотк', { few: 'щепотки', many: 'щепоток' })],
  ['ломт\\.', { one: 'ломтик', few: 'ломтика', many: 'ломтиков', gender: 'masculine' }],
  ['горош\\.', feminine('горошин')],
  ['кап\\.', { one: 'капля', few: 'капли', many: 'капель', gender: 'feminine' }],
  ['порц\\.', { one: 'порция', few: 'порции', many: 'порций', gender: 'feminine' }],
  ['перс\\.', feminine('персон')],
  ['стр(?!\\.?\\s?\\d)', feminine('страниц')],
  ['пог\\.?\\s?м', masculine('метр', { adjective: 'погонн' })],
  ['табл?', { one: 'таблетка', few: 'таблетки', many: 'таблеток', gender: 'feminine' }],
  ['чел', PERSON],
  ['сотр', masculine('сотрудник')],
  ['комн\\.', feminine('комнат')],
  ['д/с', masculine('сад', { adjective: 'детск' })],
  ['ед\\.', feminine('единиц')],
  ['реб', { one: 'ребёнок', few: 'ребёнка', many: 'детей', gender: 'masculine' }],
  ['экз', masculine('экземпляр')],
  ['Гб|ГБ|GB|Gb', { ...masculine('гигабайт'), many: 'гигабайт' }],
  ['Мб|МБ|MB|Mb', { ...masculine('мегабайт'), many: 'мегабайт' }],
  ['Кб|КБ|KB|Kb', { ...masculine('килобайт'), many: 'килобайт' }],
];

/** Words for large numbers, by the start of the word. */
export const multipliers: readonly (readonly [pattern: string, noun: CountedNoun])[] = [
  ['тыс\\.?', THOUSAND],
  ['млн\\.?', masculine('миллион')],
  ['млрд\\.?', masculine('миллиард')],
  ['трлн\\.?', masculine('триллион')],
];
