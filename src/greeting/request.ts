import { InputError } from '#root/errors.js';
import { isSpeakable } from '#root/greeting/lines.js';
import { formats, type GreetingSpec, type Language, MOST_PHOTOS, type Recording } from '#root/greeting/spec.js';

/** What a user asked for, as it came in. */
export interface GreetingRequest {
  to: string;
  text?: string | undefined;
  template?: string | undefined;
  format?: string | undefined;
  voice?: string | undefined;
  /** Keys of photos that were taken in. */
  photos?: string[] | undefined;
  recording?: Recording | undefined;
}

export interface Choices {
  templates: readonly string[];
  voices: readonly { name: string; language: Language }[];
}

/** Characters, counted as a person would: an accented letter or an emoji is one. */
const limits = { name: 64, text: 1_000 };

const wordsByDefault: Record<Language, string> = {
  ru: 'Поздравляю от всего сердца! Желаю здоровья, счастья и исполнения желаний.',
  en: 'Congratulations from all my heart! I wish you health, happiness and dreams that come true.',
};

/**
 * Turns a request into a spec, with defaults for what it leaves open: words, template, format, and a voice in the
 * language of the words. Throws InputError that names the field.
 */
export function parseRequest(request: GreetingRequest, { templates, voices }: Choices): GreetingSpec {
  const to = parseName(request.to);
  const language = voices.find(({ name }) => name === request.voice)?.language ?? languageOf(request.text || to);
  const voice = voices.find((candidate) => candidate.language === language)?.name;
  return {
    version: 1,
    to,
    text: parseWords(request, language),
    template: oneOf('template', request.template ?? templates[0], templates),
    format: oneOf('format', request.format ?? 'portrait', Object.keys(formats) as (keyof typeof formats)[]),
    voice: oneOf(
      'voice',
      request.voice ?? voice,
      voices.map(({ name }) => name),
    ),
    language,
    photos: assertFewPhotos(request.photos ?? []),
    recording: request.recording,
  };
}

function parseName(given: string): string {
  const name = tidy(given);
  if (name === '') throw new InputError('to', 'NAME_EMPTY', 'the name is empty');
  assertNoControls('to', name, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
  assertLength('to', 'NAME_TOO_LONG', name, limits.name);
  assertSpeakable('to', 'NAME_NOT_SPEAKABLE', name);
  return name;
}

/** A recording may go without words to read along. */
function parseWords({ text, recording }: GreetingRequest, language: Language): string {
  if (recording !== undefined && !text?.trim()) return '';
  return parseText(text ?? wordsByDefault[language]);
}

/** Returns the photos as they are. Throws InputError (PHOTOS_TOO_MANY) where a greeting cannot carry so many. */
export function assertFewPhotos<Photos extends readonly string[]>(photos: Photos): Photos {
  if (photos.length <= MOST_PHOTOS) return photos;
  throw new InputError('photo', 'PHOTOS_TOO_MANY', `there are ${photos.length} photos; ${MOST_PHOTOS} are the most`);
}

function parseText(given: string): string {
  const text = tidy(given.replace(/\r\n?/g, '\n'));
  if (text === '') throw new InputError('text', 'TEXT_EMPTY', 'the text is empty');
  assertNoControls('text', text, /(?!\n)[\p{Cc}\p{Cs}]/u);
  assertLength('text', 'TEXT_TOO_LONG', text, limits.text);
  assertSpeakable('text', 'TEXT_NOT_SPEAKABLE', text);
  return text;
}

/** What a person pastes without seeing it, the white space of documents, becomes what it looks like. */
function tidy(given: string): string {
  return given
    .normalize('NFC')
    .replace(/[\t\v\f]/g, ' ')
    .trim();
}

function assertNoControls(field: string, value: string, controls: RegExp): void {
  if (controls.test(value)) {
    throw new InputError(field, 'CONTROL_CHARACTERS', `the ${nounOf(field)} holds control characters`);
  }
}

function assertLength(field: string, code: string, value: string, max: number): void {
  const length = Array.from(new Intl.Segmenter().segment(value)).length;
  // A grapheme may hold any number of code points; no name or text in any language needs more than four on average.
  if (length > max || value.length > max * 4) {
    throw new InputError(field, code, `the ${nounOf(field)} has ${length} characters; ${max} are the most`);
  }
}

function assertSpeakable(field: string, code: string, value: string): void {
  if (!isSpeakable(value)) {
    throw new InputError(field, code, `the ${nounOf(field)} has no letter or digit to speak`);
  }
}

function nounOf(field: string): string {
  return field === 'to' ? 'name' : field;
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

function languageOf(text: string): Language {
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}
