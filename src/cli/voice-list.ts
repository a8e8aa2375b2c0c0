import type { EngineName } from '#root/config/speech.js';
import { voices } from '#root/tts/catalogue.js';
import { type EngineOptions, engines } from '#root/tts/engines/index.js';
import { installableModels } from '#root/tts/engines/sherpa/models.js';
import { sherpaVoices } from '#root/tts/engines/sherpa/voices.js';
import { MANY_LANGUAGES, type Voice } from '#root/tts/speech-engine.js';

/** A voice as `npm run voices -- list --json` prints it. */
export interface ListedVoice extends Omit<Voice, 'revision'> {
  /** Whether its engine can speak with it now. */
  installed: boolean;
  /** Size of its download. Null if it needs none, or is a service. */
  bytes: number | null;
}

/** Returns all voices of the catalogue, and those found in VOICES_DIR, of one language if it is named. */
export async function listVoices(options: EngineOptions, language?: string): Promise<ListedVoice[]> {
  const able = (
    await Promise.all(Object.keys(engines).map((name) => availableVoices(name as EngineName, options)))
  ).flat();
  const own = able.filter(({ id }) => !voices.some((voice) => voice.id === id));
  return [...voices, ...own]
    .filter((voice) => language === undefined || [language, MANY_LANGUAGES].includes(voice.language))
    .map(({ id, engine, language, gender, title, licence, commercialUse }) => ({
      id,
      engine,
      language,
      gender,
      title,
      licence,
      commercialUse,
      installed: able.some((voice) => voice.id === id),
      bytes: bytesOf(id),
    }));
}

async function availableVoices(name: EngineName, options: EngineOptions): Promise<readonly Voice[]> {
  const engine = await engines[name].create(options);
  try {
    return (await engine.availability()).voices;
  } finally {
    await engine.close();
  }
}

function bytesOf(id: string): number | null {
  const voice = sherpaVoices.find((each) => each.id === id);
  return installableModels.find(({ name }) => name === voice?.model)?.bytes ?? null;
}

/**
 * Returns voices as lines for people: those of a kind in one line, with all their languages.
 * @param named the engines that TTS_ENGINES names
 */
export function describeVoices(listed: readonly ListedVoice[], named: readonly string[]): string {
  const [able, absent] = [listed.filter(({ installed }) => installed), listed.filter(({ installed }) => !installed)];
  const lacking = [...new Set(absent.filter(({ bytes }) => bytes === null).map(({ engine }) => engine))];
  return [
    ...section(
      'Ready to speak:',
      able.filter(({ engine }) => named.includes(engine)),
    ),
    ...section(
      'Ready if TTS_ENGINES names their engine:',
      able.filter(({ engine }) => !named.includes(engine)),
    ),
    ...section(
      'To install with npm run voices -- install NAME:',
      absent.filter(({ bytes }) => bytes !== null),
    ),
    ...(lacking.length === 0
      ? []
      : [`Engines that lack a key or a program, see docs/operations.md: ${lacking.join(', ')}`]),
  ].join('\n');
}

function section(title: string, listed: readonly ListedVoice[]): string[] {
  return listed.length === 0 ? [] : [title, ...rows(listed), ''];
}

interface Row {
  /** What is common to the voices of one line. */
  name: string;
  languages: string[];
  rest: string[];
}

/** An id that contains its language and gender stands for all of its kind. */
function rows(listed: readonly ListedVoice[]): string[] {
  const found = new Map<string, Row>();
  for (const { id, language, gender, title, licence, commercialUse, bytes } of listed) {
    const isOneOfMany = id.endsWith(`-${language}-${gender}`);
    const name = isOneOfMany ? id.replace(new RegExp(`-${language}-${gender}$`), '-LANGUAGE-GENDER') : id;
    const size = bytes === null ? '' : `${Math.round(bytes / 1e6)} MB`;
    const terms = commercialUse ? licence : `${licence}, not for commercial use`;
    const row = found.get(name) ?? {
      name,
      languages: [],
      rest: [isOneOfMany ? '' : `${title}, ${gender}`, terms, size],
    };
    if (!row.languages.includes(language)) row.languages.push(language);
    found.set(name, row);
  }
  const width = Math.max(...Array.from(found.keys(), (name) => name.length));
  return Array.from(found.values(), ({ name, languages, rest }) =>
    [`  ${name.padEnd(width)}`, languages.join(' '), ...rest.filter(Boolean)].join('  '),
  );
}
