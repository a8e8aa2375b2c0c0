import { defineTemplate } from '#root/montage/templates/define-template.js';

export const neutral = defineTemplate({
  name: 'neutral',
  version: 1,
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', amplitude: 0.06 } },
    { art: 'silk-far.svg', motion: { kind: 'sway', axis: 'x', amplitude: 0.1 } },
    { art: 'bokeh.svg', motion: { kind: 'flow', direction: 'up', period: 0.3, secondsPerPeriod: 5 } },
    { art: 'silk.svg', motion: { kind: 'sway', amplitude: 0.03 } },
    { art: 'frame.svg', motion: { kind: 'appear' }, scenes: ['title'] },
    { art: 'light.svg', motion: { kind: 'sweep', seconds: 0.8 }, scenes: ['line', 'closing'] },
  ],
  scenes: {
    title: { headline: { ru: 'Поздравляем!', en: 'Congratulations!' }, place: 0.5, size: 0.26 },
    line: { place: 0.46, size: 0.084 },
    closing: { place: 0.48, size: 0.15 },
  },
  fonts: {
    title: { file: '@expo-google-fonts/great-vibes/400Regular/GreatVibes_400Regular.ttf', family: 'Great Vibes' },
    text: { file: '@expo-google-fonts/philosopher/700Bold/Philosopher_700Bold.ttf', family: 'Philosopher', bold: true },
  },
  colours: { text: '#FFF8E7', accent: '#FFD778', shadow: '#03141F' },
});
