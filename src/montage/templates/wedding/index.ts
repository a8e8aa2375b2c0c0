import { defineTemplate } from '#root/montage/templates/define-template.js';

export const wedding = defineTemplate({
  name: 'wedding',
  version: 1,
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', amplitude: 0.04 } },
    { art: 'petals-far.svg', motion: { kind: 'flow', direction: 'down', period: 0.25, secondsPerPeriod: 5 } },
    { art: 'frame.svg', motion: { kind: 'appear' }, scenes: ['title', 'closing'] },
    { art: 'rings.svg', motion: { kind: 'appear' }, scenes: ['title'] },
    { art: 'flowers.svg', motion: { kind: 'sway', axis: 'x', amplitude: 0.04 } },
    { art: 'petals-near.svg', motion: { kind: 'flow', direction: 'down', period: 0.35, secondsPerPeriod: 4 } },
    { art: 'gleam.svg', motion: { kind: 'sweep', seconds: 0.9 }, scenes: ['line', 'closing'] },
  ],
  scenes: {
    title: { headline: { ru: 'С днём свадьбы!', en: 'Happy wedding day!' }, place: 0.5, size: 0.25 },
    line: { place: 0.46, size: 0.084 },
    closing: { place: 0.5, size: 0.17 },
  },
  fonts: {
    title: { file: '@expo-google-fonts/great-vibes/400Regular/GreatVibes_400Regular.ttf', family: 'Great Vibes' },
    text: { file: '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf', family: 'Montserrat', bold: true },
  },
  colours: { text: '#5A3A3A', accent: '#AE2049', shadow: '#FFF8EF' },
  occasion:
    /сва(дьб|деб)|бракосочет|молодож[её]н|замуж(?!е)|(?<!\p{L})жен(?:ится|ятся|итьбой|итьбы)|wedding|newlywed|(?<!\p{L})married|marriage/iu,
});
