import { expect, test } from 'vitest';
import { tidy } from '#root/greeting/tidy.js';
import { expectLinearReading } from '../../helpers/any-text.js';

test.each([
  ['𝓐𝓷𝓷𝓪', 'Anna'],
  ['𝐇𝐚𝐩𝐩𝐲 𝐁𝐢𝐫𝐭𝐡𝐝𝐚𝐲, 𝖒𝖞 𝖋𝖗𝖎𝖊𝖓𝖉!', 'Happy Birthday, my friend!'],
  ['Ａｎｎａ ①２３', 'Anna 123'],
  ['Ⓐⓝⓝⓐ', 'Anna'],
  ['ﬁne', 'fine'],
  ['🅰🅽🅽🅰', 'ANNA'],
  ['🅐🅝🅝🅐', 'ANNA'],
  ['группа крови 🅰️', 'группа крови 🅰️'],
  ['ᴀɴɴᴀ', 'ANNA'],
  ['А\u0336н\u0336н\u0336а\u0336', 'Анна'],
  ['\u202BАн\u200Eна\u200F', 'Анна'],
  ['Здоровья❤️счастья🎉любви🌹удачи!', 'Здоровья❤️ счастья🎉 любви🌹 удачи!'],
  ['Ура!🎉🎉Ура! 🎉 Ура', 'Ура!🎉🎉 Ура! 🎉 Ура'],
  ['Дарю:\n🎁 дом\n🌹сад', 'Дарю:\n🎁 дом\n🌹сад'],
  ['№ 5, ½ ™ … 5²', '№ 5, ½ ™ … 5²'],
  ['Поздра\u00ADвляю тебя, доро\u200Bгая!', 'Поздравляю тебя, дорогая!'],
  ['\uFEFFАнна', 'Анна'],
  ['Eлена', 'Елена'],
  ['Aлёнa', 'Алёна'],
  ['Пëтр', 'Пётр'],
  ['C днём рождения!', 'С днём рождения!'],
  ['Это сделано c любовью, a также от души', 'Это сделано с любовью, а также от души'],
  ['Аnna', 'Anna'],
  ['Неllo, World', 'Hello, World'],
  ['XXI век, Пётр I, витамин C', 'XXI век, Пётр I, витамин C'],
  ['A happy day for C. Brown', 'A happy day for C. Brown'],
  ['YouTube-канал и IT-отдел', 'YouTube-канал и IT-отдел'],
  ['За́мок и замо́к', 'За́мок и замо́к'],
  ['👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧'],
])('%j is stored as %j', (given, stored) => {
  expect(tidy(given)).toBe(stored);
});

test.each(['МарияАнна', 'MariaAnna', 'Мария Анна ', 'A '])('%j over and over is read in linear time', (piece) => {
  expectLinearReading(piece, tidy);
});
