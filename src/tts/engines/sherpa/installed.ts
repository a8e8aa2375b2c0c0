import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BrokenFolder,
  type ModelFiles,
  type ModelFolder,
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

interface Seen {
  changedMs: number;
  model: ModelFolder | BrokenFolder | undefined;
}

/** Returns a function that looks for models in a folder. It reads those again that have changed. */
export function createInstalledVoices(dir: string): () => Promise<InstalledVoices> {
  const seen = new Map<string, Seen>();

  async function look(name: string): Promise<ModelFolder | BrokenFolder | undefined> {
    const path = join(dir, name);
    const changedMs = (await stat(path)).mtimeMs;
    const known = seen.get(name);
    if (known?.changedMs === changedMs) return known.model;
    const model = await readModelFolder(path);
    seen.set(name, { changedMs, model });
    return model;
  }

  return async () => {
    const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
    // What is being installed is in a hidden folder.
    const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
    for (const name of seen.keys()) if (!names.includes(name)) seen.delete(name);
    const found = await Promise.all(
      names.sort().map(async (name) => ({ name, model: await look(name).catch(() => undefined) })),
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
