import { InputError } from '#root/errors.js';
import { nearNames } from '#root/greeting/near-names.js';
import { voices } from '#root/tts/catalogue.js';
import { type InstallableModel, installableModels } from '#root/tts/engines/sherpa/models.js';
import { sherpaVoices } from '#root/tts/engines/sherpa/voices.js';

/** Returns the model of this name, or that has the voice of this name. Throws `InputError` that names similar ones. */
export function findModel(name: string): InstallableModel {
  const voice = sherpaVoices.find(({ id }) => id === name);
  const model = installableModels.find((each) => each.name === (voice?.model ?? name));
  if (model !== undefined) return model;
  if (voices.some(({ id }) => id === name))
    throw new InputError('<name>', 'VOICE_BUILT_IN', `"${name}" is not installed by this command; see: npm run voices`);
  const near = nearNames(
    name,
    installableModels.map((each) => each.name),
  );
  throw new InputError(
    '<name>',
    'VOICE_UNKNOWN',
    `there is no voice "${name}" to install; similar: ${near.join(', ')}`,
  );
}
