import type { Language } from '#root/greeting/spec.js';

/** All that the bot says. A text missing in one language is a type error. */
export interface BotTexts {
  /** Beside /start in the menu of commands. */
  startCommand: string;
  welcome: string;
  /** What to add in a group to be heard by the bot of that name. */
  inGroup: (name: string) => string;
  howTo: string;
  /** Asks what is missing under a photo, or under a recording. */
  howToMedia: string;
  howToRecording: string;
  /** Where that was asked too long ago. */
  mediaForgotten: string;
  otherFile: string;
  working: string;
  /** Beside /cancel in the menu of commands. */
  cancelCommand: string;
  /** Whose greeting is named, where that can be read. */
  cancelled: (to: string | undefined) => string;
  nothingToCancel: string;
  broken: string;
  unavailable: string;
  /** By code of an InputError. */
  inputErrors: Record<string, string>;
}

const texts: Record<Language, BotTexts> = {
  ru: {
    startCommand: 'Как заказать поздравление',
    welcome:
      '🎉 Я делаю видеопоздравления: имя, ваши слова голосом, музыка и титры.\n\nНапишите одним сообщением имя и слова через двоеточие:\n\nАнна: С днём рождения! Желаю счастья и здоровья.\n\n🎨 Оформление — по словам: день рождения, Новый год, свадьба, благодарность или любой другой повод.\n\n📷 Можно с вашими фото (до шести), голосовым или видео: подпишите их так же. К голосовому или видео хватит имени с двоеточием.',
    inGroup: (name) => `В группе ответьте на это сообщение или начните с ${name}`,
    howTo: 'Начните с имени и двоеточия, дальше слова, например:\n\nАнна: С днём рождения! Желаю счастья и здоровья.',
    howToMedia: 'Кого поздравляем? Напишите в ответ имя и слова через двоеточие, например:\n\nАнна: С днём рождения!',
    howToRecording:
      'Кого поздравляем? Напишите в ответ имя. Можно добавить слова для титров через двоеточие, например:\n\nАнна: С днём рождения!',
    mediaForgotten: 'Пришлите, пожалуйста, файл ещё раз и подпишите его: имя, двоеточие, слова.',
    otherFile: 'Такой файл в видео не вставить. Подойдут фото, голосовое сообщение или видео со звуком.',
    working: '🎬 Готовлю видео. Обычно это занимает меньше минуты. Передумали? /cancel',
    cancelCommand: 'Отменить последний заказ',
    cancelled: (to) => (to === undefined ? '🛑 Отменено.' : `🛑 Отменено: ${to}`),
    nothingToCancel: 'Сейчас отменять нечего.',
    broken: '😔 Что-то пошло не так. Попробуйте, пожалуйста, ещё раз.',
    unavailable: '😔 Сейчас не получается принять заказ. Попробуйте через несколько минут.',
    inputErrors: {
      NAME_EMPTY: 'Кого поздравляем? Напишите имя перед двоеточием.',
      NAME_TOO_LONG: 'Имя слишком длинное: поместится до 64 знаков.',
      NAME_NOT_SPEAKABLE: 'В имени нужна хотя бы одна буква или цифра, чтобы его произнести.',
      TEXT_EMPTY: 'Что сказать? Напишите слова после двоеточия.',
      TEXT_TOO_LONG: 'Текст слишком длинный: поместится до 1000 знаков.',
      TEXT_NOT_SPEAKABLE: 'В тексте нужны слова: одни эмодзи не произнести.',
      PHOTOS_TOO_MANY: 'Слишком много фото: поместится до шести.',
      MEDIA_TOO_LARGE: 'Файл слишком большой: до 20 МБ.',
      MEDIA_TOO_LONG: 'Запись слишком длинная: до одной минуты.',
      MEDIA_TOO_MANY_PIXELS: 'Фото слишком большое: до 40 мегапикселей.',
      MEDIA_NO_SOUND: 'В записи ничего не слышно. Попробуйте, пожалуйста, записать заново.',
      MEDIA_NOT_DECODABLE: 'Этот файл не открывается. Подойдёт фото, голосовое сообщение или видео со звуком.',
      CONTROL_CHARACTERS: 'В сообщении есть невидимые служебные символы. Наберите его, пожалуйста, заново.',
    },
  },
  en: {
    startCommand: 'How to order a greeting',
    welcome:
      '🎉 I make video greetings: a name, your words spoken aloud, music and captions.\n\nWrite the name and the words in one message, with a colon between:\n\nAnna: Happy birthday! I wish you joy and health.\n\n🎨 The design follows the words: a birthday, New Year, a wedding, thanks or any other occasion.\n\n📷 It may carry your photos (up to six), a voice message or a video: write the same under them. To a voice message or a video the name and a colon are enough.',
    inGroup: (name) => `In a group reply to this message, or begin with ${name}`,
    howTo:
      'Begin with the name and a colon, then write the words, for example:\n\nAnna: Happy birthday! I wish you joy and health.',
    howToMedia: 'Who is it for? Reply with the name, a colon and the words, for example:\n\nAnna: Happy birthday!',
    howToRecording:
      'Who is it for? Reply with the name. Words for the captions may follow a colon, for example:\n\nAnna: Happy birthday!',
    mediaForgotten: 'Please send the file again, and write under it: the name, a colon, the words.',
    otherFile: 'Such a file does not go into a video. A photo, a voice message or a video with sound will do.',
    working: '🎬 Making your video. It usually takes less than a minute. Changed your mind? /cancel',
    cancelCommand: 'Cancel the last order',
    cancelled: (to) => (to === undefined ? '🛑 Cancelled.' : `🛑 Cancelled: ${to}`),
    nothingToCancel: 'There is nothing to cancel right now.',
    broken: '😔 Something went wrong. Please try again.',
    unavailable: '😔 I cannot take orders right now. Please try again in a few minutes.',
    inputErrors: {
      NAME_EMPTY: 'Who is it for? Write the name before the colon.',
      NAME_TOO_LONG: 'The name is too long: 64 characters fit.',
      NAME_NOT_SPEAKABLE: 'The name needs at least one letter or digit to be spoken.',
      TEXT_EMPTY: 'What shall I say? Write the words after the colon.',
      TEXT_TOO_LONG: 'The text is too long: 1,000 characters fit.',
      TEXT_NOT_SPEAKABLE: 'The text needs words: emoji alone cannot be spoken.',
      PHOTOS_TOO_MANY: 'Too many photos: six fit.',
      MEDIA_TOO_LARGE: 'The file is too large: up to 20 MB.',
      MEDIA_TOO_LONG: 'The recording is too long: up to a minute.',
      MEDIA_TOO_MANY_PIXELS: 'The photo is too large: up to 40 megapixels.',
      MEDIA_NO_SOUND: 'Nothing is heard in the recording. Please record it anew.',
      MEDIA_NOT_DECODABLE: 'This file cannot be opened. A photo, a voice message or a video with sound will do.',
      CONTROL_CHARACTERS: 'The message holds invisible control characters. Please type it anew.',
    },
  },
};

/** Returns the texts in a user's language: Russian where Telegram says so, English for everyone else. */
export function textsFor(languageCode: string | undefined): BotTexts {
  return languageCode?.startsWith('ru') ? texts.ru : texts.en;
}
