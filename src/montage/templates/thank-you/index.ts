import { defineTemplate } from '#root/montage/templates/define-template.js';

export const thankYou = defineTemplate({
  name: 'thank-you',
  version: 1,
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', amplitude: 0.06 } },
    { art: 'pollen.svg', motion: { kind: 'flow', direction: 'up', period: 0.3, secondsPerPeriod: 5 } },
    { art: 'foliage.svg', motion: { kind: 'sway', axis: 'x', amplitude: 0.05 } },
    { art: 'petals.svg', motion: { kind: 'flow', direction: 'down', period: 0.34, secondsPerPeriod: 5 } },
    { art: 'flowers.svg', motion: { kind: 'sway', amplitude: 0.02 } },
    { art: 'light.svg', motion: { kind: 'sweep', seconds: 0.8 }, scenes: ['line', 'closing'] },
  ],
  scenes: {
    title: { headline: { ru: 'Спасибо!', en: 'Thank you!' }, place: 0.48, size: 0.21 },
    line: { place: 0.46, size: 0.082 },
    closing: { place: 0.46, size: 0.15 },
  },
  fonts: {
    title: { file: '@expo-google-fonts/pacifico/400Regular/Pacifico_400Regular.ttf', family: 'Pacifico' },
    text: {
      file: '@expo-google-fonts/nunito/800ExtraBold/Nunito_800ExtraBold.ttf',
      family: 'Nunito ExtraBold',
      bold: true,
    },
  },
  colours: { text: '#4A2218', accent: '#A02B13', shadow: '#FFF6EA' },
  occasion: /спасиб|благодар|thank|grateful/iu,
});
