/** Keys of the texts about the person who writes: a part of `text-keys.ts`. */
export const personTextKeys = {
  'command-settings': {},

  settings: {},
  'settings-language': { language: 'text' },
  'settings-design': { design: 'text' },
  'settings-by-words': {},
  'ask-design': {},
  'button-language': {},
  'button-design': {},
  'button-first-on': {},
  'button-first-off': {},

  'limit-open': { openMax: 'number' },
  'limit-daily': { dailyMax: 'number', hours: 'number' },
  drained: {},
  'drained-for': { minutes: 'number' },
  'not-allowed': {},
  'too-many-messages': {},
} as const;
