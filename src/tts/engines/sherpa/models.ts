import type { Gender, Voice } from '#root/tts/speech-engine.js';

/** A voice inside a model. */
export interface ModelVoice extends Pick<Voice, 'language' | 'gender' | 'title'> {
  /** Number of the speaker in the model. */
  speaker: number;
  /** What its id has after the name of the model, if the model has several voices. */
  suffix?: string;
}

/** A model that `npm run voices -- install` downloads. */
export interface InstallableModel {
  /** Name of the model, and of its folder in VOICES_DIR. */
  name: string;
  /** Name of the archive at the mirror. */
  file: string;
  sha256: string;
  /** Size of the archive. */
  bytes: number;
  licence: string;
  commercialUse: boolean;
  voices: readonly ModelVoice[];
}

// The languages of Supertonic 3: https://github.com/k2-fsa/sherpa-onnx/pull/3605
const SUPERTONIC = 'en ko ja ar bg cs da de el es et fi fr hi hr hu id it lt lv nl pl pt ro ru sk sl sv tr uk vi';
// Its ten styles are in alphabetical order: F1 to F5, M1 to M5.
const STYLES = [
  { gender: 'female', speaker: 0 },
  { gender: 'male', speaker: 5 },
] as const;

/** Archives, their sizes and checksums: https://github.com/k2-fsa/sherpa-onnx/releases/tag/tts-models */
export const installableModels: readonly InstallableModel[] = [
  {
    ...piper('ru_RU-irina-medium', { language: 'ru', gender: 'female', title: 'Ирина' }),
    bytes: 67_153_308,
    sha256: '1fc0f54e5e084fe287c07909f2f6e0ba6d857864cf800e3ab80286a4e8233008',
  },
  {
    ...piper('ru_RU-dmitri-medium', { language: 'ru', gender: 'male', title: 'Дмитрий' }),
    bytes: 67_188_551,
    sha256: 'c86d0803737de13d441923ff3b3f309482fab8d7af3ec85949942809eb9a3660',
  },
  {
    ...piper('ru_RU-denis-medium', { language: 'ru', gender: 'male', title: 'Денис' }),
    bytes: 67_190_991,
    sha256: 'efa4c18e0b5e32b81d1b6df36b9d312831e5d545200e27848ef926a4cd930300',
  },
  {
    ...piper('ru_RU-ruslan-medium', { language: 'ru', gender: 'male', title: 'Руслан' }),
    bytes: 67_210_684,
    sha256: '0690b1cad01f86e8db9ba988af24898bdc1af774e23cb2e46b9c730269b6fd83',
    licence: 'CC-BY-NC-SA-4.0',
    commercialUse: false,
  },
  {
    ...piper('en_US-libritts_r-medium', { language: 'en', gender: 'female', title: 'LibriTTS-R, American English' }),
    licence: 'CC-BY-4.0',
    bytes: 82_038_311,
    sha256: '10dc268f3e371696d721486123e2705a9fc1faa113491979fde4d88dba1f1b1c',
  },
  {
    name: 'supertonic-3-int8',
    file: 'sherpa-onnx-supertonic-3-tts-int8-2026-05-11.tar.bz2',
    bytes: 128_774_318,
    sha256: '82fa96f91c4ef8abaae3a14a3f4153facf88bed821d1f7331cec2700f432c427',
    licence: 'OpenRAIL-M',
    commercialUse: true,
    voices: SUPERTONIC.split(' ').flatMap((language) =>
      STYLES.map(({ gender, speaker }) => ({
        suffix: `${language}-${gender}`,
        language,
        gender,
        speaker,
        title: `Supertonic 3, ${gender}`,
      })),
    ),
  },
];

/** Returns the gender of a voice by its name. Most that do not name one are women's. */
export function genderInName(name: string): Gender {
  return /(?<!fe)male/i.test(name) ? 'male' : 'female';
}

function piper(name: string, voice: Omit<ModelVoice, 'speaker'>) {
  return {
    name: `vits-piper-${name}`,
    file: `vits-piper-${name}.tar.bz2`,
    // Each model card names its data set and its licence: https://huggingface.co/rhasspy/piper-voices
    licence: 'MIT',
    commercialUse: true,
    voices: [{ ...voice, speaker: 0 }],
  };
}
