import { defineTemplate } from '#root/montage/templates/define-template.js';

export const birthday = defineTemplate({
  name: 'birthday',
  version: 1,
  dir: new URL('.', import.meta.url),
  headline: { ru: 'С днём рождения!', en: 'Happy birthday!' },
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', amplitude: 0.08 } },
    { art: 'lights.svg', motion: { kind: 'fall', period: 0.5, secondsPerPeriod: 8 } },
    { art: 'confetti.svg', motion: { kind: 'fall', period: 0.5, secondsPerPeriod: 4 } },
    { art: 'balloons.svg', motion: { kind: 'sway', amplitude: 0.025 } },
  ],
  fonts: {
    title: { file: '@expo-google-fonts/marck-script/400Regular/MarckScript_400Regular.ttf', family: 'Marck Script' },
    text: { file: '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf', family: 'Montserrat', bold: true },
  },
  colours: { text: '#FFF8EE', accent: '#FFD36E', shadow: '#2B0A3D' },
  music: 'music.m4a',
});
