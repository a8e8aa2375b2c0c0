import { InputError } from '#root/errors.js';
import { canBeDrawn } from '#root/greeting/drawn-letters.js';
import { graphemes, isLongerThan } from '#root/greeting/graphemes.js';
import { isSpeakable } from '#root/greeting/lines.js';
import { tidy } from '#root/greeting/tidy.js';

/** Maximum lengths in characters, counted as a person would: an accented letter or an emoji is one. */
export const wordLimits = { name: 64, sayAs: 128, text: 1_000 };

const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Returns the name as it is stored. Throws InputError (`to`). */
export function checkName(given: string): string {
  const name = tidy(given);
  if (name === '') throw new InputError('to', 'NAME_EMPTY', 'the name is empty');
  assertNoControls('to', name, CONTROLS);
  assertLength('to', 'NAME_TOO_LONG', name, wordLimits.name);
  assertSpeakable('to', 'NAME_NOT_SPEAKABLE', name);
  assertDrawn('to', 'NAME_NOT_DRAWN', name);
  return name;
}

/**
 * Returns the pronunciation of a name as it is stored, or undefined if it is blank. It may be longer than a name, because
 * letters are spelled out. Throws InputError (`sayAs`).
 */
export function checkSayAs(given = ''): string | undefined {
  const sayAs = tidy(given);
  if (sayAs === '') return undefined;
  assertNoControls('sayAs', sayAs, CONTROLS);
  assertLength('sayAs', 'SAY_AS_TOO_LONG', sayAs, wordLimits.sayAs);
  assertSpeakable('sayAs', 'SAY_AS_NOT_SPEAKABLE', sayAs);
  return sayAs;
}

/** Returns the text as it is stored. Throws InputError (`text`). */
export function checkText(given: string): string {
  const text = tidy(given.replace(/\r\n?/g, '\n'));
  if (text === '') throw new InputError('text', 'TEXT_EMPTY', 'the text is empty');
  assertNoControls('text', text, /(?!\n)[\p{Cc}\p{Cs}]/u);
  assertLength('text', 'TEXT_TOO_LONG', text, wordLimits.text);
  assertSpeakable('text', 'TEXT_NOT_SPEAKABLE', text);
  assertDrawn('text', 'TEXT_NOT_DRAWN', text);
  return text;
}

function assertNoControls(field: string, value: string, controls: RegExp): void {
  if (controls.test(value)) {
    throw new InputError(field, 'CONTROL_CHARACTERS', `the ${nounOf(field)} holds control characters`);
  }
}

function assertLength(field: string, code: string, value: string, max: number): void {
  // A grapheme may hold any number of code points; no name or text in any language needs more than four on average.
  if (value.length > max * 4 || isLongerThan(value, max)) {
    const { length } = graphemes(value);
    throw new InputError(field, code, `the ${nounOf(field)} has ${length} characters; ${max} are the most`);
  }
}

function assertSpeakable(field: string, code: string, value: string): void {
  if (!isSpeakable(value)) {
    throw new InputError(field, code, `the ${nounOf(field)} has no letter or digit to speak`);
  }
}

function assertDrawn(field: string, code: string, value: string): void {
  if (!canBeDrawn(value)) {
    throw new InputError(field, code, `the ${nounOf(field)} is in a script that no font of the video has`);
  }
}

const nouns = new Map([
  ['to', 'name'],
  ['sayAs', 'pronunciation'],
]);

function nounOf(field: string): string {
  return nouns.get(field) ?? field;
}
