import type { Language } from '#root/greeting/spec.js';

interface DeliveryTexts {
  /** Stands in the chat until the video takes its place. */
  ready: string;
  /** Stands in the chat until it is told what went wrong. */
  hitch: string;
  /** Stands in the chat for the moment before it is removed. */
  cancelled: string;
  /** By error code; `other` where none fits. */
  failures: { other: string } & Record<string, string>;
}

const texts: Record<Language, DeliveryTexts> = {
  ru: {
    ready: '🎉 Ваше видео готово, загружаю…',
    hitch: '⏳ С вашим видео заминка…',
    cancelled: 'Отменено.',
    failures: {
      other: '😔 Не получилось сделать это видео. Попробуйте, пожалуйста, ещё раз.',
      TELEGRAM_TOO_LARGE: '😔 Видео получилось слишком большим. Попробуйте текст покороче.',
    },
  },
  en: {
    ready: '🎉 Your video is ready, here it comes…',
    hitch: '⏳ There is a hitch with your video…',
    cancelled: 'Cancelled.',
    failures: {
      other: '😔 This video could not be made. Please try again.',
      TELEGRAM_TOO_LARGE: '😔 The video came out too large. Please try a shorter text.',
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

/** Returns what a chat is told when its video could not be made, in words a person understands. */
export function failureText(language: Language, errorCode: string): string {
  const { failures } = texts[language];
  return failures[errorCode] ?? failures.other;
}
