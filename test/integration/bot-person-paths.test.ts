import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChatLanguage, chatLanguages, textsIn } from '#root/telegram/texts.js';
import { createRandom, pick } from '../chaos/random.js';
import { createPerson, type Person, type SeenButton } from '../helpers/bot-person/person.js';
import { commands, nonsense, phrases } from '../helpers/bot-person/phrases.js';
import { type BotWorld, createBotWorld } from '../helpers/bot-person/world.js';
import { freePort } from '../helpers/free-port.js';
import { tone } from '../helpers/wav.js';

let world: BotWorld;
let lastChat = 100;
let files: { photo: string; voice: string; film: string; junk: string };
const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();

beforeAll(async () => {
  const ports = [await freePort(), await freePort()];
  // Two replicas behind one address.
  const url = `http://127.0.0.1:${ports[0]}/updates`;
  const replica = (port: number) => ({
    changed: { BOT_SOURCE: 'webhook', BOT_WEBHOOK_URL: url, BOT_WEBHOOK_PORT: String(port) },
  });
  world = await createBotWorld(ports.map(replica));
  const { server } = world.rig;
  files = {
    photo: server.addFile(jpeg),
    voice: server.addFile(tone()),
    film: server.addFile(await readFile('test/fixtures/no-sound.mp4')),
    junk: server.addFile(Buffer.from('x')),
  };
});

afterAll(() => world.stop());

const newPerson = (language: ChatLanguage, sign = '') => createPerson(world, language, `${sign}${lastChat++}`);
const photo = (caption?: string) => ({ photo: [{ file_id: files.photo, width: 16, height: 16 }], caption });
const named = async (person: Person) => (await person.greetings()).map(({ spec }) => spec?.to);

/** Returns a new person, and what those who speak the language say and read. */
function whoSpeaks(language: ChatLanguage, sign = '') {
  const said = phrases[language];
  const [name = '', other = ''] = said.names;
  return { person: newPerson(language, sign), texts: textsIn(language), said, name, other };
}

describe.each(chatLanguages)('a person who speaks %s', (language) => {
  test('is led by buttons and by text, back and forth, past nonsense, while bot and workers restart', async () => {
    const { person, texts, said, name } = whoSpeaks(language);
    await person.say('/new');
    await person.press('o=wedding');
    await person.press(':c');
    await world.restartBot();
    await person.press('o=birthday');
    for (const text of nonsense) await person.say(text);
    await person.send({ location: { latitude: 1, longitude: 1 } });
    await person.say(name);
    await world.restartWorkers();
    for (const text of nonsense.slice(0, 3)) await person.say(text);
    await person.say(said.talk[1] ?? '');
    expect(await person.greetings()).toEqual([]);
    await person.press('w=+');
    await person.press('w=w2', 2);
    await person.untilDone();
    expect(await person.greetings()).toMatchObject([{ status: 'COMPLETED', spec: { to: name, template: 'birthday' } }]);
    // The answer to a command may stay, and so does the video.
    expect(person.messages().filter(({ text }) => text !== texts('unknown-command'))).toHaveLength(1);
  });

  test('changes every part of a video, and tries again what failed', async () => {
    const { person, texts, said, name } = whoSpeaks(language);
    await person.say(said.orders[0] ?? '');
    await person.untilDone();
    for (const [part, choice] of [
      ['o', 'o=wedding'],
      ['v', 'v=male'],
      ['f', 'f=square'],
      ['m', 'm=none'],
    ] as const) {
      await person.press(`:${part}`);
      await person.press(choice);
      await person.untilDone();
    }
    for (const [part, answer] of [
      ['n', name],
      ['w', said.wishes[0] ?? ''],
    ] as const) {
      await person.press(`:${part}`);
      await person.say(nonsense[1] ?? '');
      world.failing.montage = true;
      await person.say(answer);
      await person.untilDone();
      // The video may be ready before the second tap is handled.
      const [first, second] = await person.press(':r', 2);
      expect(first).toBe(texts('card-ordered'));
      expect([texts('card-ordered'), texts('video-ready')]).toContain(second);
      await person.untilDone();
    }
    expect(person.videos()).toHaveLength(7);
    expect(person.messages()).toHaveLength(7);
    expect((await person.greetings()).at(-1)?.spec).toMatchObject({
      ...{ to: name, text: said.wishes[0], template: 'wedding', voice: `${language}-male`, music: 'none' },
    });
    expect(await person.ask(name.slice(0, 2))).toEqual([name, name]);
  });

  test('orders for several, finds the videos in the list, and deletes them', async () => {
    const { person, said, name } = whoSpeaks(language);
    await person.say(said.lists[0] ?? '');
    await person.press(':go');
    await person.untilDone();
    expect(person.videos()).toHaveLength(3);
    // The summary takes the place of the card.
    await expect.poll(() => person.buttons().filter(({ data }) => data.startsWith('d:'))).toEqual([]);
    await person.say('/my');
    await person.press(':s');
    await expect.poll(() => person.videos()).toHaveLength(4);
    await person.press(':d=1');
    await person.press(':d=yes1');
    expect(await named(person)).toContain(undefined);
    await person.say('/forget');
    await person.say(name);
    await person.press('s:x=yes');
    expect(await named(person)).toEqual([undefined, undefined, undefined]);
    // No card is left.
    expect(person.buttons().filter(({ data }) => data.startsWith('d:'))).toEqual([]);
  });

  test('begins by a link or a button, thinks again, and sees what to do', async () => {
    const { person, said, name, other } = whoSpeaks(language);
    await person.say('/start o_wedding');
    await person.say('/new');
    await person.say('/new');
    expect(person.buttons().filter(({ data }) => data.endsWith(':s'))).toHaveLength(1);
    await person.press(':x');
    await person.say('/start');
    await person.press('w:o=birthday');
    await person.say(name);
    await person.press(':c');
    await person.say('/cancel');
    await person.send(photo());
    await person.send({ voice: { file_id: files.voice, duration: 75 } });
    await person.press('a=cut');
    await person.say(other);
    await person.press(':go');
    await person.untilDone();
    expect(await person.greetings()).toMatchObject([{ spec: { photos: [expect.anything()] } }]);
    await person.say('/settings');
    for (const data of ['s:v', 's:v=male', 's:o', 's:c', 's:p=on']) await person.press(data);
    await person.say(said.orders[0] ?? '');
    expect(await person.greetings()).toHaveLength(1);
  });

  test('sends a voice note, a round video, a film and a GIF, and gets the video of each and nothing else', async () => {
    const { person, said, name } = whoSpeaks(language);
    const recording = { file_id: files.voice, duration: 1 };
    const film = { file_id: files.film, duration: 1, mime_type: 'video/mp4' };
    await person.send({ voice: recording });
    await person.say(name);
    await person.press(':go');
    await person.send({ video_note: { ...recording, length: 240 } });
    await person.say(name);
    await person.press(':go');
    await person.send({ video: film, caption: `${name}:` });
    await person.say(said.wishes[0] ?? '');
    await person.press(':go');
    await person.send({ animation: film, document: film, caption: `${name}:` });
    await person.say(said.wishes[1] ?? '');
    await person.press(':go');
    await person.untilDone();
    expect(await person.greetings()).toMatchObject([
      { status: 'COMPLETED', spec: { recording: { durationMs: 1_000 }, text: '' } },
      { status: 'COMPLETED', spec: { recording: { durationMs: 1_000 }, text: '' } },
      { status: 'COMPLETED', spec: { clip: { durationMs: expect.any(Number) }, text: said.wishes[0] } },
      { status: 'COMPLETED', spec: { clip: { durationMs: expect.any(Number) }, text: said.wishes[1] } },
    ]);
    expect(person.videos()).toHaveLength(4);
    expect(person.messages()).toHaveLength(4);
  });

  test('changes what has a recording and no words, and is not asked for words', async () => {
    const { person, name } = whoSpeaks(language);
    await person.send({ voice: { file_id: files.voice, duration: 1 } });
    await person.say(name);
    await person.press(':go');
    await person.untilDone();
    for (const [part, choice] of [
      ['m', 'm=none'],
      ['o', 'o=wedding'],
      ['f', 'f=square'],
    ] as const) {
      await person.press(`:${part}`);
      await person.press(choice);
      await person.untilDone();
    }
    expect((await person.greetings()).at(-1)).toMatchObject({
      status: 'COMPLETED',
      spec: { text: '', recording: { durationMs: 1_000 }, music: 'none', template: 'wedding', format: 'square' },
    });
    expect(person.videos()).toHaveLength(4);
    expect(person.messages()).toHaveLength(4);
  });

  test('orders in a group, and is asked there', async () => {
    const { person, said, name } = whoSpeaks(language, '-');
    await person.say(`/greet ${said.orders[0]}`);
    await person.untilDone();
    await person.press(':n');
    const question = person.messages().at(-1);
    const reply_to_message = { message_id: question?.messageId, from: { id: 1, is_bot: true }, text: question?.text };
    await person.say(name, { reply_to_message });
    await person.say(said.talk[0] ?? '', {}, 'any');
    await person.untilDone();
    expect(person.videos()).toHaveLength(2);
    expect(person.messages()).toHaveLength(2);
  });
});

/** Does something by chance, as a person who tries everything might. */
async function stray(person: Person, random: () => number, seen: SeenButton[]): Promise<void> {
  const said = phrases[person.language];
  const chance = random();
  const shown = person.buttons();
  seen.push(...shown.filter(({ data }) => !seen.some((each) => each.data === data)));
  if (chance < 0.5 && shown.length > 0) {
    const newest = shown.filter(({ messageId }) => messageId === shown.at(-1)?.messageId);
    const among = random() < 0.7 ? newest : random() < 0.8 ? shown : seen;
    return void (await person.press(pick(random, among), random() < 0.1 ? 2 : 1));
  }
  if (chance < 0.8) {
    const kinds = [said.orders, said.names, said.requests, said.wishes, said.lists, said.talk, said.long, nonsense];
    const text = pick(random, pick(random, [...kinds, commands, commands]));
    const isForwarded = random() < 0.05;
    const origin = { forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } };
    return void (await person.say(text, isForwarded ? origin : {}));
  }
  if (chance < 0.92) {
    return person.send(
      pick(random, [
        { sticker: { file_id: 'x' } },
        { contact: { phone_number: '1', first_name: said.contact } },
        photo(pick(random, [undefined, ...said.requests])),
        { photo: [{ file_id: files.junk, width: 16, height: 16 }] },
        { voice: { file_id: files.voice, duration: 1 } },
        { video_note: { file_id: files.voice, duration: 1, length: 240 } },
        { animation: { file_id: files.film, duration: 1 } },
        { document: { file_id: files.junk, file_name: 'a.pdf', mime_type: 'application/pdf' } },
        { video: { file_id: files.voice, duration: 5, file_size: 30_000_000 } },
      ]),
    );
  }
  world.failing.montage = chance < 0.96;
  return chance < 0.98 ? world.restartWorkers() : world.restartBot();
}

test.each([
  ['ru', 3],
  ['en', 4],
] as const)('whatever a person does, in %s, each greeting ends in one video', async (language, seed) => {
  const [person, random] = [newPerson(language), createRandom(seed)];
  const seen: SeenButton[] = [];
  for (let step = 0; step < 36; step++) await stray(person, random, seen);
  await person.untilDone();
  expect((await person.greetings()).filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
});
