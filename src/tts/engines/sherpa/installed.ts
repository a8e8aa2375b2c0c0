import { join } from 'node:path';
import { rememberReads } from '#root/tts/engines/remember-reads.js';
import {
  type ModelFiles,
  type ModelFolder,
  modelNames,
  readModelFolder,
} from '#root/tts/engines/sherpa/model-folder.js';
import { installableModels } from '#root/tts/engines/sherpa/models.js';
import { type SherpaVoice, voicesOf } from '#root/tts/engines/sherpa/voices.js';

interface InstalledVoice extends SherpaVoice {
  files: ModelFiles;
}

export interface InstalledVoices {
  voices: readonly InstalledVoice[];
  /** Folders that look like models, each with what it lacks. */
  broken: readonly string[];
}

/** Returns a function that looks for models in a folder. It reads those again that have changed. */
export function createInstalledVoices(dir: string): () => Promise<InstalledVoices> {
  const look = rememberReads(readModelFolder);

  return async () => {
    const names = await modelNames(dir);
    const found = await Promise.all(
      names.map(async (name) => ({ name, model: await look(join(dir, name)).catch(() => undefined) })),
    );
    return {
      voices: found.flatMap(({ name, model }) =>
        model === undefined || 'lacks' in model ? [] : voicesIn(name, model),
      ),
      broken: found.flatMap(({ name, model }) =>
        model !== undefined && 'lacks' in model ? [`${name} (lacks ${model.lacks})`] : [],
      ),
    };
  };
}

/** Names, genders and licences are known of the models of the catalogue only. */
function voicesIn(name: string, { files, bytes, voices }: ModelFolder): InstalledVoice[] {
  const known = installableModels.find((model) => model.name === name);
  const model = known ?? { name, licence: 'unknown', commercialUse: false, voices };
  return voicesOf(model, known?.sha256 ?? String(bytes)).map((voice) => ({ ...voice, files }));
}
