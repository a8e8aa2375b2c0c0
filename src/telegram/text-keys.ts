import { greetingTextKeys } from '#root/telegram/greeting-text-keys.js';
import { personTextKeys } from '#root/telegram/person-text-keys.js';

/** Keys of the texts in `locales`, with the values that each text takes. A test compares them with the files. */
export const textKeys = {
  ...greetingTextKeys,
  ...personTextKeys,

  description: {},
  'short-description': {},

  'command-start': {},
  'command-new': {},
  'command-my': {},
  'command-language': {},
  'command-cancel': {},
  'command-help': {},

  welcome: {},
  'example-name': {},
  help: { photosMax: 'number', namesMax: 'number' },
  'in-group': {},

  'choose-language': {},
  'language-name': {},
  'language-set': {},

  'how-to': {},
  'card-not-understood': {},
  'card-refused': {},
  'how-to-media': {},
  'how-to-recording': {},
  'media-forgotten': {},
  'album-late': {},
  'other-file': {},

  'input-NAME_EMPTY': {},
  'input-NAME_TOO_LONG': { nameMax: 'number' },
  'input-NAME_NOT_SPEAKABLE': {},
  'input-NAME_NOT_DRAWN': {},
  'input-TEXT_EMPTY': {},
  'input-TEXT_TOO_LONG': { textMax: 'number' },
  'input-TEXT_NOT_SPEAKABLE': {},
  'input-TEXT_NOT_DRAWN': {},
  'input-PHOTOS_TOO_MANY': { photosMax: 'number' },
  'input-MEDIA_TOO_LARGE': { megabytes: 'number' },
  'input-MEDIA_TOO_LONG': { seconds: 'number' },
  'input-MEDIA_TOO_MANY_PIXELS': {},
  'input-MEDIA_NO_SOUND': {},
  'input-MEDIA_NOT_DECODABLE': {},
  'input-MEDIA_EXPIRED': {},
  'input-CONTROL_CHARACTERS': {},
  'input-NAMES_NONE': {},

  broken: {},
  'file-given-up': {},
  unavailable: {},

  'ask-name': {},
  'ask-this-name': { name: 'text' },
  'ask-words': {},
  'ask-occasion': {},
  'ask-voice': {},
  'ask-format': {},
  'ask-music': {},
  'ask-another-name': {},
  'ask-other-words': {},
  'ask-design': {},
  'ask-redo': {},
  'files-help': {},
  'ask-names': { namesMax: 'number' },
  'words-too-long': { length: 'number', textMax: 'number', end: 'text' },
  'recording-too-long': { length: 'text', fits: 'text' },
  'recording-too-long-unmeasured': { fits: 'text' },
  'photos-left-out': { photos: 'number', photosMax: 'number' },

  'card-to': { name: 'text' },
  'card-occasion': { occasion: 'text' },
  'card-voice': { voice: 'text' },
  'card-format': { format: 'text' },
  'card-music': { music: 'text' },
  'card-no-music': {},
  'card-seconds': { seconds: 'number' },

  'occasion-birthday': {},
  'occasion-new-year': {},
  'occasion-wedding': {},
  'occasion-thank-you': {},
  'occasion-neutral': {},
  'voice-female': {},
  'voice-male': {},
  'voice-own': {},
  'format-portrait': {},
  'format-square': {},
  'format-landscape': {},
  'format-round': {},

  'design-birthday': {},
  'design-new-year': {},
  'design-wedding': {},
  'design-thank-you': {},
  'design-neutral': {},
  'speaker-female': {},
  'speaker-male': {},
  'shape-portrait': {},
  'shape-square': {},
  'shape-landscape': {},
  'shape-round': {},
  'no-music': {},
  'tone-short': {},
  'tone-warm': {},
  'tone-formal': {},

  'button-make': {},
  'button-name': {},
  'button-words': {},
  'button-occasion': {},
  'button-voice': {},
  'button-format': {},
  'button-music': {},
  'button-files': {},
  'button-discard': {},
  'button-several': {},
  'button-list': {},
  'button-make-many': { count: 'number' },
  'button-batch-retry': {},
  'button-batch-stop': {},
  'button-batch-continue': {},
  'button-back': {},
  'button-skip': {},
  'button-cancel': {},
  'button-others': {},
  'button-keep': {},
  'button-rewrite': {},
  'button-drop-photos': {},
  'button-drop-recording': {},
  'button-cut': {},
  'button-record-again': {},
  'button-listen': {},
  'button-designs': {},
  'button-example': {},
  'button-again': {},
  'button-delete': {},
  'button-leave': {},

  'button-another-name': {},
  'button-other-words': {},
  'button-design': {},
  'button-speaker': {},
  'button-share': {},
  'button-page': {},
  'button-retry': {},
  'button-change': {},
  'button-redo': {},
  'button-keep-video': {},

  'card-gone': {},
  'card-foreign': {},
  'card-changed': {},
  'card-ordered': {},
  'video-gone': {},
  'page-link': { url: 'text' },
  'video-foreign': {},
  'video-ready': {},
  discarded: {},
  'sample-missing': {},
  'sample-refused': {},
  'batch-gone': {},
  'batch-over': {},
  'batch-stopping': {},
  'batch-trying': {},
  'unknown-command': {},
} as const satisfies Record<string, Record<string, 'text' | 'number'>>;

export type TextKey = keyof typeof textKeys;

interface Kinds {
  text: string;
  number: number;
}

type ValuesOfOne<K extends TextKey> = {
  [Name in keyof (typeof textKeys)[K]]: Kinds[(typeof textKeys)[K][Name] & keyof Kinds];
};

/** The values of a text. If the key is one of several, those of all of them. */
export type ValuesOf<K extends TextKey> = (K extends TextKey ? (values: ValuesOfOne<K>) => void : never) extends (
  values: infer Values extends Record<string, string | number>,
) => void
  ? Values
  : never;

/** Returns the key of the text about a code, e.g. `input-NAME_EMPTY`, or undefined if the code has no text of its own. */
export function keyFor<Subject extends string>(subject: Subject, code: string) {
  type Key = Extract<TextKey, `${Subject}-${string}`>;
  const key = `${subject}-${code}`;
  return Object.hasOwn(textKeys, key) ? (key as Key) : undefined;
}
