import { InputError } from '#root/errors.js';
import { checkName, checkSayAs, checkText } from '#root/greeting/check-words.js';
import { unknownVoice } from '#root/greeting/near-names.js';
import { type TemplateChoice, templateFor } from '#root/greeting/occasions.js';
import type { Attachments, Order, StoredFiles } from '#root/greeting/order.js';
import { formatNames, type GreetingSpec, type Language, MAX_PHOTOS, NO_MUSIC } from '#root/greeting/spec.js';

/** What an order may choose from. */
export interface Choices {
  /** Templates in order of precedence. */
  templates: readonly TemplateChoice[];
  /** Names of voices. One without a language speaks many. */
  voices: readonly { name: string; language?: Language | undefined }[];
  /** Matches names of voices that are accepted unseen. By default none is. */
  unlistedVoices?: RegExp;
}

/** An order that passed the check. Its spec is complete when the attachments are taken in. */
export interface CheckedOrder<Source> {
  content: Omit<GreetingSpec, keyof StoredFiles>;
  attachments: Attachments<Source>;
  stored?: StoredFiles | undefined;
}

const wordsByDefault: Record<Language, string> = {
  ru: 'Поздравляю от всего сердца! Желаю здоровья, счастья и исполнения желаний.',
  en: 'Congratulations from all my heart! I wish you health, happiness and dreams that come true.',
};

/**
 * Checks an order before anything is downloaded, and fills in what it leaves open: words, the template that suits them,
 * the format, and a voice in their language. Throws InputError that names the field.
 */
export function checkOrder<Source>(order: Order<Source>, choices: Choices): CheckedOrder<Source> {
  const { templates, voices } = choices;
  const { attachments = { photos: [] }, stored } = order;
  const to = checkName(order.to);
  const language = voices.find(({ name }) => name === order.voice)?.language ?? languageOf(order.text || to);
  const text = textOf(order, language);
  const format = oneOf('format', order.format ?? 'portrait', formatNames);
  return {
    content: {
      version: 1,
      to,
      sayAs: checkSayAs(order.sayAs),
      text,
      template: oneOf('template', order.template ?? templateFor(text, templates), namesOf(templates)),
      format,
      isVideoNote: (order.isVideoNote && format === 'square') || undefined,
      voice: order.voice === undefined ? voiceFor(language, voices) : namedVoice(order.voice, choices),
      music: order.music && oneOf('music', order.music, [...namesOf(templates), NO_MUSIC]),
      language,
    },
    attachments: checkAttachments(attachments, stored),
    stored,
  };
}

/** A recording needs no text to read along. */
function textOf({ text, attachments, stored }: Order<unknown>, language: Language): string {
  const isRecorded = (attachments?.recording ?? stored?.recording) !== undefined;
  if (isRecorded && !text?.trim()) return '';
  return checkText(text ?? wordsByDefault[language]);
}

function checkAttachments<Source>(attachments: Attachments<Source>, stored?: StoredFiles): Attachments<Source> {
  const length = attachments.photos.length + (stored?.photos.length ?? 0);
  if (length <= MAX_PHOTOS) return attachments;
  throw new InputError('photo', 'PHOTOS_TOO_MANY', `there are ${length} photos; ${MAX_PHOTOS} are the most`);
}

function namedVoice(name: string, { voices, unlistedVoices }: Choices): string {
  const names = namesOf(voices);
  if (!names.includes(name) && !unlistedVoices?.test(name)) throw unknownVoice(name, names);
  return name;
}

/** Returns the first voice of a language. Throws `RangeError` if there is none. */
function voiceFor(language: Language, voices: Choices['voices']): string {
  const voice = voices.find((each) => each.language === language);
  if (voice === undefined) throw new RangeError(`no voice speaks ${language}`);
  return voice.name;
}

function namesOf(choices: readonly { name: string }[]): string[] {
  return choices.map(({ name }) => name);
}

function oneOf<T extends string>(field: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new InputError(
    field,
    `${field.toUpperCase()}_UNKNOWN`,
    `unknown ${field} "${value}"; known: ${known.join(', ')}`,
  );
}

/** Returns the language of words: Russian if they have a Cyrillic letter. */
export function languageOf(text: string): Language {
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}
