import { defineTemplate } from '#root/montage/templates/define-template.js';

export const newYear = defineTemplate({
  name: 'new-year',
  version: 1,
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', axis: 'x', amplitude: 0.03 } },
    { art: 'snow-far.svg', motion: { kind: 'flow', direction: 'down', period: 0.25, secondsPerPeriod: 4 } },
    { art: 'snowflake.svg', motion: { kind: 'appear' }, scenes: ['title'] },
    { art: 'village.svg', motion: { kind: 'sway', axis: 'x', amplitude: 0.07 } },
    { art: 'snow-near.svg', motion: { kind: 'flow', direction: 'down', period: 0.35, secondsPerPeriod: 3 } },
    { art: 'gleam.svg', motion: { kind: 'sweep', seconds: 0.9 }, scenes: ['line', 'closing'] },
  ],
  scenes: {
    title: { headline: { ru: 'С Новым годом!', en: 'Happy New Year!' }, place: 0.48, size: 0.26 },
    line: { place: 0.45, size: 0.084 },
    closing: { place: 0.46, size: 0.15 },
  },
  fonts: {
    title: { file: '@expo-google-fonts/lobster/400Regular/Lobster_400Regular.ttf', family: 'Lobster' },
    text: { file: '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf', family: 'Montserrat', bold: true },
  },
  colours: { text: '#F4F9FF', accent: '#FFD36E', shadow: '#06102E' },
  occasion:
    /нов(ый|ым|ого|ому|ом)( \d{4}-?\p{L}*)? год|рождеств|с наступающим(и(?!\p{L})|(?! *[\p{L}\p{N}]))|(?<!\p{L})(?:с|на) нг(?!\p{L})|новогодн|new year|christmas|xmas/iu,
});
