import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { genderInName, type ModelVoice } from '#root/tts/engines/sherpa/models.js';

/** Returns the names of the models in a folder. What is being installed is in a hidden folder, and none of them. */
export async function modelNames(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const models = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  return models.map(({ name }) => name).sort();
}

/** Paths of a model's files, below the name of its kind, as sherpa-onnx takes them. */
export type ModelFiles = Record<string, Record<string, string>>;

export interface ModelFolder {
  files: ModelFiles;
  /** Size of its largest file, in bytes. */
  bytes: number;
  /** Its voices as far as the files describe them. Empty if they do not name the language. */
  voices: readonly ModelVoice[];
}

/** A folder that looks like a model but cannot be one. */
export interface BrokenFolder {
  lacks: string;
}

/** A kind of model. Returns undefined if the folder contains another kind. */
type Kind = (
  names: readonly string[],
  dir: string,
) => Promise<Pick<ModelFolder, 'files' | 'voices'> | BrokenFolder | undefined>;

const ESPEAK_DATA = 'espeak-ng-data';
const TOKENS = 'tokens.txt';

/** Recognises a model by its files. Returns undefined if there is none in the folder. */
export async function readModelFolder(dir: string): Promise<ModelFolder | BrokenFolder | undefined> {
  const names = await readdir(dir).catch((): string[] => []);
  for (const kind of [supertonic, kokoro, vits]) {
    const found = await kind(names, dir);
    if (found === undefined || 'lacks' in found) {
      if (found !== undefined) return found;
      continue;
    }
    const paths = Object.values(found.files).flatMap((files) => Object.values(files));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return { ...found, bytes: Math.max(...sizes) };
  }
  return undefined;
}

const supertonic: Kind = async (names, dir) => {
  if (!names.some((name) => name.startsWith('vector_estimator'))) return undefined;
  const files: Record<string, string | undefined> = {
    durationPredictor: onnx(names, 'duration_predictor'),
    textEncoder: onnx(names, 'text_encoder'),
    vectorEstimator: onnx(names, 'vector_estimator'),
    vocoder: onnx(names, 'vocoder'),
    ttsJson: exact(names, 'tts.json'),
    unicodeIndexer: exact(names, 'unicode_indexer.bin'),
    voiceStyle: exact(names, 'voice.bin'),
  };
  return complete('supertonic', files, dir, []);
};

// Styles in the order of voices.bin: https://k2-fsa.github.io/sherpa/onnx/tts/pretrained_models/kokoro.html
const KOKORO_STYLE_BYTES = 510 * 256 * 4;
const KOKORO = {
  english: { female: 0, male: 5 },
  // From 53 styles on.
  many: { female: 3, male: 11 },
};

const kokoro: Kind = async (names, dir) => {
  if (!names.includes('voices.bin')) return undefined;
  const styles = (await stat(join(dir, 'voices.bin'))).size / KOKORO_STYLE_BYTES;
  const { female, male } = styles < 53 ? KOKORO.english : KOKORO.many;
  const lexicons = names.filter((name) => /^lexicon-us-en.*\.txt$/.test(name)).map((name) => join(dir, name));
  const found = complete(
    'kokoro',
    {
      model: onnx(names, 'model'),
      voices: exact(names, 'voices.bin'),
      tokens: exact(names, TOKENS),
      dataDir: exact(names, ESPEAK_DATA),
    },
    dir,
    [
      { suffix: 'female', language: 'en', gender: 'female', title: 'Kokoro, female', speaker: female },
      { suffix: 'male', language: 'en', gender: 'male', title: 'Kokoro, male', speaker: male },
    ],
  );
  // The models of many languages need a list of words as well.
  if ('files' in found && lexicons.length > 0) Object.assign(found.files.kokoro ?? {}, { lexicon: lexicons.join(',') });
  return found;
};

const vits: Kind = async (names, dir) => {
  const model = onnx(names, 'model') ?? names.find((name) => name.endsWith('.onnx'));
  if (model === undefined) return undefined;
  const description = exact(names, `${model}.json`);
  const optional = { dataDir: exact(names, ESPEAK_DATA), lexicon: exact(names, 'lexicon.txt') };
  const needed = {
    model,
    tokens: exact(names, TOKENS),
    ...(description === undefined ? {} : { dataDir: optional.dataDir }),
  };
  const language = (description && (await piperLanguage(join(dir, description)))) ?? languageOf(basename(dir));
  const gender = genderInName(basename(dir));
  const voices = language === undefined ? [] : [{ language, gender, title: basename(dir), speaker: 0 } as const];
  const found = complete('vits', needed, dir, voices);
  if ('lacks' in found) return found;
  return { ...found, files: { vits: { ...paths(optional, dir), ...found.files.vits } } };
};

function complete(kind: string, files: Record<string, string | undefined>, dir: string, voices: readonly ModelVoice[]) {
  const lacks = Object.keys(files).find((name) => files[name] === undefined);
  return lacks === undefined ? { files: { [kind]: paths(files, dir) }, voices } : { lacks: FILES.get(lacks) ?? lacks };
}

// Names of files that differ from those of sherpa-onnx's options.
const FILES = new Map([
  ['tokens', TOKENS],
  ['dataDir', ESPEAK_DATA],
  ['ttsJson', 'tts.json'],
  ['unicodeIndexer', 'unicode_indexer.bin'],
  ['voiceStyle', 'voice.bin'],
]);

function paths(files: Record<string, string | undefined>, dir: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([option, name]) => (name === undefined ? [] : [[option, join(dir, name)]])),
  );
}

function exact(names: readonly string[], wanted: string): string | undefined {
  return names.find((name) => name === wanted);
}

function onnx(names: readonly string[], stem: string): string | undefined {
  return names.find((name) => name.startsWith(`${stem}.`) && name.endsWith('.onnx'));
}

// A part of the description of a Piper voice: https://github.com/rhasspy/piper/blob/master/TRAINING.md
const piperSchema = z.object({ espeak: z.object({ voice: z.string() }) });

async function piperLanguage(path: string): Promise<string | undefined> {
  try {
    return piperSchema.parse(JSON.parse(await readFile(path, 'utf8'))).espeak.voice.split('-')[0];
  } catch {
    return undefined;
  }
}

/** Returns the language in the name of a folder, such as `vits-piper-ru_RU-irina-medium`. */
function languageOf(name: string): string | undefined {
  return /(?:^|[-_])([a-z]{2,3})_[A-Z]{2}(?:[-_]|$)/.exec(name)?.[1];
}
