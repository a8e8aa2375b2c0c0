import { type InstallableModel, installableModels, type ModelVoice } from '#root/tts/engines/sherpa/models.js';
import type { Voice } from '#root/tts/speech-engine.js';

export interface SherpaVoice extends Voice {
  /** Name of its model, and of the folder in VOICES_DIR. */
  model: string;
  /** Number of the speaker in the model. */
  speaker: number;
}

/** Raise it with every change to what is given to sherpa-onnx. */
const REVISION = 'sherpa-onnx-1.13/1';

/** Voices of the models that can be installed. */
export const sherpaVoices: readonly SherpaVoice[] = installableModels.flatMap((model) => voicesOf(model, model.sha256));

/**
 * Returns the voices of a model.
 * @param content what distinguishes models of the same name, for example the checksum
 */
export function voicesOf(
  { name, licence, commercialUse, voices }: Pick<InstallableModel, 'name' | 'licence' | 'commercialUse' | 'voices'>,
  content: string,
): SherpaVoice[] {
  return voices.map((voice) => ({
    id: ['sherpa', name, voice.suffix].filter(Boolean).join('-'),
    engine: 'sherpa',
    ...describe(voice),
    licence,
    commercialUse,
    revision: `${REVISION}/${content}`,
    model: name,
    speaker: voice.speaker,
  }));
}

function describe({ language, gender, title }: ModelVoice): Pick<Voice, 'language' | 'gender' | 'title'> {
  return { language, gender, title };
}
