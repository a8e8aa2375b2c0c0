import { defineTemplate } from '#root/montage/templates/define-template.js';

export const birthday = defineTemplate({
  name: 'birthday',
  version: 1,
  layers: [
    { art: 'backdrop.svg', motion: { kind: 'sway', amplitude: 0.05 } },
    { art: 'lights.svg', motion: { kind: 'flow', direction: 'down', period: 0.25, secondsPerPeriod: 4 } },
    { art: 'confetti.svg', motion: { kind: 'flow', direction: 'down', period: 1 / 3, secondsPerPeriod: 3 } },
    { art: 'balloons.svg', motion: { kind: 'sway', amplitude: 0.025 } },
  ],
  scenes: {
    title: { headline: { ru: 'С днём рождения!', en: 'Happy birthday!' }, place: 0.52, size: 0.26 },
    line: { place: 0.5, size: 0.084 },
    closing: { place: 0.5, size: 0.15 },
  },
  fonts: {
    title: { file: '@expo-google-fonts/marck-script/400Regular/MarckScript_400Regular.ttf', family: 'Marck Script' },
    text: { file: '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf', family: 'Montserrat', bold: true },
  },
  colours: { text: '#FFF8EE', accent: '#FFD36E', shadow: '#2B0A3D' },
  // Of a person: not of a wedding or a company.
  occasion:
    /(?:(?<!\p{L})(?:день|дн[яюеё]м?|дней) р[оа]ж\p{L}*|юб[ие]ле\p{L}*)(?!\p{L})(?!(?: \p{L}+(?:[оеё]й|[ое]го|[иы]х|шей)){0,3} (?:свадьб|компани|фирм|завод|школ|предприяти|организаци|университет|институт|коллектив|клуб|театр|город|отдел|магазин|канал))|именин|(?<!\p{L})днюх|варенья|(?<!\p{L})hbd(?!\p{L})|(?<!\p{L}|(?<!\p{L})и )др(?!\p{L})|(?<!company(?:'s)? |team(?:'s)? )(?:birth ?day|b['’-]?day|b(?:ir|ri|r|i)th?day)(?!,?(?: \p{L}+){0,3} (?:company|firm|team|school|club|city|university|shop)(?!\p{L}))|happy returns/iu,
});
