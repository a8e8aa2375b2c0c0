import type { Language } from '#root/greeting/spec.js';

interface DeliveryTexts {
  /** Announces the video, which then replaces this text. */
  ready: string;
  /** Shown until the failure text replaces it. It may appear twice, so it says nothing final. */
  hitch: string;
  /** Replaces `ready` for the moment before the message is removed. */
  cancelled: string;
  /** Failure texts by error code. `other` is the text for all other codes. */
  failures: { other: string } & Record<string, string>;
}

const texts: Record<Language, DeliveryTexts> = {
  ru: {
    ready: '🎉 Видео готово! Уже загружаю…',
    hitch: '⏳ С видео небольшая заминка…',
    cancelled: 'Заказ отменён.',
    failures: {
      other: '😔 Не получилось сделать видео. Попробуйте, пожалуйста, ещё раз.',
      TELEGRAM_NO_RIGHTS: '😔 Здесь мне не разрешено отправлять видео. Попросите администратора дать мне это право.',
      TELEGRAM_TOO_LARGE: '😔 Видео получилось слишком большим. Сократите, пожалуйста, текст и попробуйте ещё раз.',
    },
  },
  en: {
    ready: '🎉 Your video is ready! Uploading it now…',
    hitch: '⏳ Your video has hit a snag…',
    cancelled: 'Cancelled.',
    failures: {
      other: "😔 Sorry, I couldn't make this video. Please try again.",
      TELEGRAM_NO_RIGHTS: "😔 I'm not allowed to send videos here. Please ask an admin to give me that right.",
      TELEGRAM_TOO_LARGE: '😔 The video turned out too large to send. Please shorten the text and try again.',
    },
  },
};

export function readyText(language: Language): string {
  return texts[language].ready;
}

export function cancelledText(language: Language): string {
  return texts[language].cancelled;
}

export function hitchText(language: Language): string {
  return texts[language].hitch;
}

/** Returns the text that explains to a person why there is no video. */
export function failureText(language: Language, errorCode: string): string {
  const { failures } = texts[language];
  return failures[errorCode] ?? failures.other;
}
