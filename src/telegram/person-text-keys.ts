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
} as const;
