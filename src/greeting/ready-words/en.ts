import type { WordsByOccasion } from '#root/greeting/ready-words/tones.js';

export const en: WordsByOccasion = {
  birthday: {
    short: [
      'Happy birthday, {name}! Wishing you health, joy and a year full of good surprises!',
      '{name}, happy birthday! May every wish you make today come true!',
    ],
    warm: [
      'Happy birthday, {name}! I hope today brings you big hugs, good cake and the people you love most. Thank you for all the laughter you bring into our lives. May the year ahead be your happiest one yet!',
      '{name}, happy birthday! The world is a kinder and funnier place with you in it. May this new year of yours be full of little joys, long talks with friends and at least one big dream come true. Big hugs!',
    ],
    formal: [
      '{name}, please accept my warmest congratulations on your birthday. I wish you good health, lasting happiness and every success in all that you do. May the coming year bring you many moments to treasure.',
      'Happy birthday, {name}. It is a pleasure to send you my best wishes today. May the year ahead bring you health, inspiration and the company of those who matter most, and may your plans turn out just as you hope.',
    ],
  },
  'new-year': {
    short: [
      'Happy New Year, {name}! May it bring you health, laughter and lots of good news!',
      "{name}, happy New Year! Here's to fresh starts, warm days and dreams come true!",
    ],
    warm: [
      "Happy New Year, {name}! May the old year take its worries with it and leave you only the good memories. I hope the new one brings you warmth, love and plenty of reasons to smile. Here's to you!",
      '{name}, happy New Year! I hope your home is full of light, your table full of friends and your heart full of hope tonight. May the next twelve months surprise you in all the best ways. A big hug from me!',
    ],
    formal: [
      '{name}, I wish you a happy and prosperous New Year. May it bring you and your family good health, peace and success in everything you plan. It is a joy to know you, and I look forward to the year ahead.',
      'Please accept my warmest wishes for the New Year, {name}. May the months ahead bring new opportunities, rewarding work and time with those you love. I wish you and your family health and happiness.',
    ],
  },
  wedding: {
    short: [
      '{name}, congratulations on your wedding day! Wishing you a lifetime of love and laughter!',
      'Happy wedding day, {name}! May your love grow stronger with every year!',
    ],
    warm: [
      '{name}, congratulations on your wedding day! May your home be full of laughter, your days full of kindness and your life together full of adventures. Hold hands, dance often and never stop dreaming!',
      "Happy wedding day, {name}! What a joy it is to celebrate your love today. May you always be each other's best friend, safe harbour and favourite person to laugh with. Here's to your happily ever after!",
    ],
    formal: [
      '{name}, please accept my sincere congratulations on your marriage. May your life together be blessed with love, trust and mutual respect. I wish you health, happiness and many wonderful years side by side.',
      'With all my heart, {name}, I congratulate you on your wedding. May the promises you make today guide you through every season, and may your home always be a place of peace, warmth and joy.',
    ],
  },
  'thank-you': {
    short: [
      '{name}, thank you from the bottom of my heart! Your kindness means so much to me!',
      'Thank you so much, {name}! The world is a better place with people like you!',
    ],
    warm: [
      '{name}, thank you! For your time, your patience and your warm words just when they are needed. You make a real difference, and I will always remember it. May all that kindness come back to you many times over!',
      'Thank you, {name}! Knowing that I can count on you makes everything feel lighter. You give so much to the people around you, so I hope today brings you a big smile and a little extra joy. Hugs!',
    ],
    formal: [
      '{name}, please accept my sincere thanks. Your support, attention and expertise are truly invaluable. I wish you good health, inspiration and the recognition that your work so richly deserves.',
      'I would like to thank you, {name}, with all my heart. Your help means a great deal and changes much for the better. May success accompany you in everything you do, and may your home be filled with happiness.',
    ],
  },
  neutral: {
    short: [
      'Congratulations, {name}! May this special day bring you joy and wonderful memories!',
      '{name}, congratulations! Wishing you health, happiness and dreams that come true!',
    ],
    warm: [
      '{name}, congratulations from the bottom of my heart! May today be full of smiles, good music and the people you love. I wish you health, courage and many little joys that add up to great happiness!',
      'Congratulations, {name}! What a lovely reason to celebrate. I hope you feel how many people are happy for you today. May this bright mood stay with you for a long time, and may your next dream be just around the corner!',
    ],
    formal: [
      '{name}, please accept my sincere congratulations. May this occasion bring you joy and the recognition you deserve. I wish you good health, peace of mind and success in all your future endeavours.',
      'It is a great pleasure to congratulate you, {name}. May the road ahead bring you rewarding challenges, loyal friends and many reasons to celebrate. I wish you health, prosperity and happiness.',
    ],
  },
};
