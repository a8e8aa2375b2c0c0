import type { Catalog } from '#root/api/catalog/schemas.js';
import { METADATA_BYTES } from '#root/api/greetings/schemas.js';
import type { Config } from '#root/config.js';
import { wordLimits } from '#root/greeting/check-words.js';
import { formatNames, formats, MAX_PHOTOS, NO_MUSIC } from '#root/greeting/spec.js';
import { mediaLimits } from '#root/intake/limits.js';
import { designTitle } from '#root/montage/designs/designs.js';
import { templates } from '#root/montage/templates/index.js';
import { listVoices } from '#root/tts/catalogue.js';

const PATH = '/v1/catalog';
const withoutMusic = { ru: 'Без музыки', en: 'No music' };

/** Returns what a greeting may choose from. @param sampled names of the voices that have a sample */
export function catalogOf({ speech, api }: Pick<Config, 'speech' | 'api'>, sampled: readonly string[]): Catalog {
  return {
    templates: templates.map(({ name, scenes }) => ({
      name,
      title: titleOf(name),
      headline: scenes.title.headline,
      picture: `${PATH}/templates/${name}/picture`,
    })),
    voices: listVoices(speech).map((voice) => ({
      ...voice,
      ...(sampled.includes(voice.name) ? { sample: `${PATH}/voices/${encodeURIComponent(voice.name)}/sample` } : {}),
    })),
    formats: formatNames.map((name) => ({ name, ...formats[name] })),
    music: [...templates.map(({ name }) => ({ name, title: titleOf(name) })), { name: NO_MUSIC, title: withoutMusic }],
    limits: {
      nameLength: wordLimits.name,
      sayAsLength: wordLimits.sayAs,
      textLength: wordLimits.text,
      photos: MAX_PHOTOS,
      uploadBytes: mediaLimits.bytes,
      recordingSeconds: mediaLimits.seconds,
      metadataBytes: METADATA_BYTES,
      batch: api.batchMax,
    },
  };
}

function titleOf(template: string): { ru: string; en: string } {
  return { ru: designTitle(template, 'ru'), en: designTitle(template, 'en') };
}
