import { expect, test } from 'vitest';
import { languagesOf } from '#root/tts/languages.js';

test.each([
  ['С днём рождения, дорогая Анна!', {}],
  ['Дорогая Әсел! Поздравляем с днём рождения, желаем здоровья, счастья и любви!', {}],
  ['Поздравляем Юлію з днём рождения, желаем здоровья и счастья, любви и удачи во всём!', {}],
  ['З днем народження, дорога Юліє! Бажаю щастя.', { cyrillic: 'uk' }],
  ['З днём нараджэння, дарагі Іван! Жадаю шчасця.', { cyrillic: 'be' }],
  ['ТУҒАН КҮНІҢМЕН ҚҰТТЫҚТАЙМЫН', { cyrillic: 'kk' }],
  ['Әже, сені сүйемін', { cyrillic: 'kk' }],
  ['Туган көнең белән, әни', { cyrillic: 'tt' }],
  ['Тыуған көнөң менән, ҡәҙерле әсәй', { cyrillic: 'ba' }],
  ['Туулган күнүң менен, апа', { cyrillic: 'ky' }],
  ['Срећан рођендан, драга Ана!', { cyrillic: 'sr' }],
  ['Среќен роденден, ќерко', { cyrillic: 'mk' }],
  ['Честит рожден ден! Много щастие, съкровище, и усмивки от сърце', { cyrillic: 'bg' }],
  ['تولدت مبارک، پدر', { arabic: 'fa' }],
  ['عيد ميلاد سعيد', {}],
  ['سالگرہ مبارک ہو، بڑے بھائی', { arabic: 'ur' }],
  ['Happy birthday, dear José! We love you.', {}],
  ['Congrats!', {}],
  ['Love you', {}],
  ['Alles Gute zum Geburtstag, liebe Anna!', { latin: 'de' }],
  ['Joyeux anniversaire, ma chère Anna', { latin: 'fr' }],
  ['Feliz cumpleaños, querida Ana', { latin: 'es' }],
  ['Buon compleanno, cara Anna! Ti auguro tanta felicità.', { latin: 'it' }],
  ['Wszystkiego najlepszego z okazji urodzin', { latin: 'pl' }],
  ['Doğum günün kutlu olsun', { latin: 'tr' }],
  ['Chúc mừng sinh nhật, chúc em luôn vui vẻ', { latin: 'vi' }],
  ['Gefeliciteerd met je verjaardag, lieve Anna!', { latin: 'nl' }],
  ['С днём рождения! Happy birthday', {}],
])('"%s" is in %j', async (text, languages) => {
  expect(await languagesOf(text)).toEqual(languages);
});
