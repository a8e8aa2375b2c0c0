/** What people of each language say, and nothing in the letters of the other one. */
export const phrases = {
  ru: {
    orders: ['Анна: С днём рождения! Желаю счастья.', 'Коллеги, с праздником!', 'Анна: С др!\nОлег: Ура!', 'Анна:'],
    names: ['Оля', 'Пётр', 'Маме'],
    requests: ['Маме на юбилей', 'поздравь олега с днём рождения', 'С днём рождения, Оля!', 'то же для Олега'],
    wishes: ['Желаю счастья и здоровья!', 'Пусть всё сбудется!'],
    lists: ['Анна, Борис, Вика: С Новым годом, {имя}!', 'Анна\nБорис\nВика'],
    talk: ['спасибо', 'сколько стоит?', 'в 10', 'привет', 'ещё раз'],
    long: ['Я'.repeat(4_096), `Анна: ${'слово '.repeat(600)}`],
    contact: 'Галя',
  },
  en: {
    orders: [
      'Anna: Happy birthday! I wish you joy.',
      'Dear colleagues, congratulations!',
      'Anna: HBD!\nBen: Hooray!',
      'Anna:',
    ],
    names: ['Kate', 'Peter', 'my mum'],
    requests: ['birthday greeting for my mum', 'Happy birthday, Olivia!', 'same for Oleg'],
    wishes: ['I wish you all the best!', 'May all your dreams come true!'],
    lists: ['Anna, Ben, Kate: Happy New Year, {name}!', 'Anna\nBen\nKate'],
    talk: ['thanks', 'how much is it?', 'at 10', 'hello', 'again'],
    long: ['Y'.repeat(4_096), `Anna: ${'word '.repeat(700)}`],
    contact: 'Gail',
  },
};

/** What nobody means as a greeting. */
export const nonsense = ['https', 'https://example.com', '12345', '🎉🎉', ':', '-', '.', '/nothing'];

export const commands = [
  ...['/new', '/start', '/my', '/settings', '/help', '/cancel', '/language', '/forget'],
  ...['/start new', '/start o_wedding', '/start g_x'],
];
