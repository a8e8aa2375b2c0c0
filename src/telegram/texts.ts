import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { TextKey, ValuesOf } from '#root/telegram/text-keys.js';

/** Languages in which the bot and the delivery write to people. */
export const chatLanguages = ['ru', 'en'] as const;

export type ChatLanguage = (typeof chatLanguages)[number];

/** Returns a text. A key that does not exist, or a value that is missing, is a type error. */
export type Texts = <K extends TextKey>(
  key: K,
  ...values: [keyof ValuesOf<K>] extends [never] ? [] : [ValuesOf<K>]
) => string;

const loaded = new Map<ChatLanguage, Texts>();

/** Returns the texts in a language. */
export function textsIn(language: ChatLanguage): Texts {
  const texts = loaded.get(language) ?? load(language);
  loaded.set(language, texts);
  return texts;
}

function load(language: ChatLanguage): Texts {
  // Without isolation: its marks would be sent along, and both languages are written from left to right.
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(new URL(`./locales/${language}.ftl`, import.meta.url), 'utf8')));
  return (key, ...[values]) => {
    const pattern = bundle.getMessage(key)?.value;
    if (pattern == null) throw new RangeError(`there is no text ${key} in ${language}`);
    return bundle.formatPattern(pattern, values);
  };
}
