import { type ServiceVoice, serviceVoices, withSettings } from '#root/tts/engines/service-voices.js';

/** A woman and a man for each language: https://learn.microsoft.com/azure/ai-services/speech-service/language-support. */
const LIST = {
  'ru-RU': ['Svetlana', 'Dmitry'],
  'en-US': ['Aria', 'Guy'],
  'uk-UA': ['Polina', 'Ostap'],
  'kk-KZ': ['Aigul', 'Daulet'],
  'uz-UZ': ['Madina', 'Sardor'],
  'az-AZ': ['Banu', 'Babek'],
  'ka-GE': ['Eka', 'Giorgi'],
  'de-DE': ['Katja', 'Conrad'],
  'fr-FR': ['Denise', 'Henri'],
  'es-ES': ['Elvira', 'Alvaro'],
  'it-IT': ['Elsa', 'Diego'],
  'pl-PL': ['Zofia', 'Marek'],
  'tr-TR': ['Emel', 'Ahmet'],
} as const;

// The service is Edge's own, and no terms allow others to use it.
const TERMS = { licence: 'Microsoft services agreement', commercialUse: false };

export const edgeVoices: readonly ServiceVoice[] = withSettings(
  serviceVoices(
    'edge',
    Object.entries(LIST).flatMap(([locale, names]) =>
      names.map((shortName, index) => ({
        name: `${locale}-${shortName}Neural`,
        shortName,
        language: locale.slice(0, 2),
        gender: index === 0 ? ('female' as const) : ('male' as const),
      })),
    ),
    TERMS,
  ),
  { format: 'webm-24khz-16bit-mono-opus' },
);
