import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { Language } from '#root/greeting/spec.js';

const pageLanguages: readonly Language[] = ['en', 'ru'];

/** Returns a text of the pages. Throws RangeError if there is none with this key. */
export type PageTexts = (key: string, values?: Record<string, FluentVariable>) => string;

interface Loaded {
  keys: readonly string[];
  text: PageTexts;
}

const loaded = new Map<Language, Loaded>();

/** Returns the texts of the pages in a language. */
export function pageTexts(language: Language): PageTexts {
  return textsIn(language).text;
}

/**
 * Returns the texts whose keys begin with a prefix, by the rest of their keys, for scripts. Their values stand in braces,
 * as scripts fill them in.
 */
export function textsForScripts(language: Language, prefix: string, values: readonly string[]): Record<string, string> {
  const { keys, text } = textsIn(language);
  const filled = Object.fromEntries(values.map((name) => [name, `{${name}}`]));
  const own = keys.filter((key) => key.startsWith(prefix));
  return Object.fromEntries(own.map((key) => [key.slice(prefix.length), text(key, filled)]));
}

/** Returns the language that the request asks for: `?lang=`, else what the browser prefers. */
export function languageOf(context: Context): Language {
  const asked = context.req.query('lang');
  const preferred = accepts(context, {
    header: 'Accept-Language',
    supports: [],
    default: 'en',
    // Whatever the region is.
    match: (accepted, { default: fallback }) =>
      accepted.map(({ type }) => type.slice(0, 2).toLowerCase()).find(isPageLanguage) ?? fallback,
  });
  return [asked, preferred].find(isPageLanguage) ?? 'en';
}

function isPageLanguage(name: string | undefined): name is Language {
  return pageLanguages.some((language) => language === name);
}

function textsIn(language: Language): Loaded {
  const texts = loaded.get(language) ?? load(language);
  loaded.set(language, texts);
  return texts;
}

function load(language: Language): Loaded {
  // Without isolation: both languages are written from left to right.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const source = readFileSync(new URL(`./locales/${language}.ftl`, import.meta.url), 'utf8');
  const resource = new FluentResource(source);
  bundle.addResource(resource);
  return {
    keys: resource.body.map(({ id }) => id),
    text(key, values = {}) {
      const pattern = bundle.getMessage(key)?.value;
      if (pattern == null) throw new RangeError(`there is no text ${key} in ${language}`);
      return bundle.formatPattern(pattern, values);
    },
  };
}
