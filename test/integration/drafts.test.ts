import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { NewDraft } from '#root/jobs/draft.js';
import { createDrafts, type Drafts } from '#root/jobs/drafts.js';
import { freshDatabase } from '../helpers/services.js';

let db: Database;
let client: pg.Client;
let drafts: Drafts;

beforeAll(async () => {
  const url = await freshDatabase();
  db = createDatabase({ url });
  client = new pg.Client({ connectionString: url });
  await client.connect();
  drafts = createDrafts({ db });
});

afterAll(async () => {
  await client.end();
  await db.$disconnect();
});

beforeEach(() => client.query('DELETE FROM "Draft"'));

const chat = { botId: '123', chatId: '7' };
const create = (changed: Partial<NewDraft> = {}) =>
  drafts.create({
    ...chat,
    ownerId: '7',
    messageThreadId: null,
    orderMessageId: 1,
    language: 'ru',
    content: {},
    ...changed,
  });

describe('a draft', () => {
  test('has an id of 11 characters, which fits into the data of a button', async () => {
    expect((await create()).id).toMatch(/^[\w-]{11}$/);
  });

  test('is begun once by a message, and each time by a button', async () => {
    const first = await create({ content: { to: 'Анна' } });
    expect(await create({ content: { to: 'Олег' } })).toEqual(first);
    expect((await create({ orderMessageId: null })).id).not.toBe((await create({ orderMessageId: null })).id);
    for (const other of [{ botId: '456' }, { part: 1 }]) expect((await create(other)).id).not.toBe(first.id);
  });

  test('of a copy that is opened again keeps its revision unless something changes', async () => {
    const copy = { ...chat, ownerId: '7', messageThreadId: null, orderMessageId: null, sourceId: 'a' };
    const open = (to: string) => drafts.createCopy({ ...copy, language: 'ru', content: { to } });
    const first = await open('Анна');
    expect(await open('Анна')).toEqual(first);
    expect(await open('Олег')).toMatchObject({ id: first.id, rev: first.rev + 1 });
  });

  test('keeps every character that the database has a place for', async () => {
    const { content } = await create({ content: { to: 'NUL \0, half an emoji \ud83d, a whole one 🎉' } });
    expect(content.to).toBe('NUL , half an emoji \ufffd, a whole one 🎉');
  });

  test('is changed by one of two who know the same revision, and the other gets what it is now', async () => {
    const draft = await create();
    const first = await drafts.change(draft, { ...draft.content, to: 'Анна' });
    const second = await drafts.change(draft, { ...draft.content, to: 'Олег' });
    expect(first).toMatchObject({ isChanged: true, draft: { rev: 2, content: { to: 'Анна' } } });
    expect(second).toEqual({ isChanged: false, draft: first?.draft });
  });

  test('no longer changes when it is ordered or discarded', async () => {
    const draft = await create();
    await drafts.markOrdered(draft.id);
    const ordered = { isChanged: false, draft: { rev: 1, orderedAt: expect.any(Date) } };
    expect(await drafts.change(draft, { ...draft.content, to: 'Анна' })).toMatchObject(ordered);
    expect(await drafts.discard(draft.id)).toBe(false);
    const other = await create({ orderMessageId: 2 });
    expect(await drafts.discard(other.id)).toBe(true);
    expect(await drafts.change(other, other.content)).toBeUndefined();
  });

  test('that a newer version wrote is none', async () => {
    const { id } = await create();
    await client.query(`UPDATE "Draft" SET "content" = '{"screen": "later"}'`);
    expect(await drafts.find(id)).toBeUndefined();
    expect(await drafts.findOpen(chat, '7')).toBeUndefined();
  });
});

describe('the draft that a message belongs to', () => {
  test("is the person's newest one that is not ordered, of the last 30 minutes", async () => {
    const older = await create();
    const newer = await create({ orderMessageId: 2 });
    await create({ ownerId: '8', orderMessageId: 3 });
    await create({ chatId: '9', orderMessageId: 4 });
    expect((await drafts.findOpen(chat, '7'))?.id).toBe(newer.id);
    await drafts.markOrdered(newer.id);
    expect((await drafts.findOpen(chat, '7'))?.id).toBe(older.id);
    await client.query(`UPDATE "Draft" SET "updatedAt" = now() - interval '31 min'`);
    expect(await drafts.findOpen(chat, '7')).toBeUndefined();
  });

  test('is found by a message that filled it, by an album of which it has a part, and by its card', async () => {
    const { id } = await create({
      content: {
        messages: [{ id: 5, fills: 'to' }],
        attachments: [{ kind: 'photo', fileId: 'x', messageId: 6, albumId: 'a' }],
      },
    });
    await drafts.saveCard(id, 9);
    const none = { messageId: 0, albumId: null, answered: undefined, ownerId: '' };
    const draft = expect.objectContaining({ id });
    expect(await drafts.findForMessage(chat, { ...none, messageId: 5 })).toEqual({ filled: draft });
    expect(await drafts.findForMessage(chat, { ...none, albumId: 'a' })).toEqual({ ofAlbum: draft });
    expect(await drafts.findForMessage(chat, { ...none, answered: 9 })).toEqual({ answered: draft });
    expect(await drafts.findForMessage(chat, { ...none, ownerId: '7' })).toEqual({ open: draft });
    expect(await drafts.findForMessage(chat, { ...none, messageId: 6 })).toEqual({});
    expect((await drafts.findByAlbum(chat, 'a'))?.id).toBe(id);
    expect((await drafts.findByCard(chat, 9))?.id).toBe(id);
    expect(await drafts.findByAlbum({ ...chat, chatId: '8' }, 'a')).toBeUndefined();
  });
});

test('a card is covered by a newer message of the bot in the chat, until it is shown again', async () => {
  const { id } = await create();
  await drafts.saveCard(id, 9);
  await drafts.cover(chat, 8);
  await drafts.cover({ ...chat, chatId: '8' }, 10);
  expect(await drafts.find(id)).toMatchObject({ isCardCovered: false });
  await drafts.cover(chat, 10);
  expect(await drafts.find(id)).toMatchObject({ isCardCovered: true });
  await drafts.saveCard(id, 11);
  expect(await drafts.find(id)).toMatchObject({ isCardCovered: false, cardMessageId: 11 });
});

test('the drafts of a group that became a supergroup follow it, without the ids of its messages', async () => {
  const { id } = await create({ chatId: '-7' });
  await drafts.saveCard(id, 9);
  await drafts.moveChat('-7', '-1007');
  expect(await drafts.find(id)).toMatchObject({ chatId: '-1007', cardMessageId: null, orderMessageId: null });
});

test('a draft is removed, with its names and words, a day after its last change', async () => {
  const { id } = await create();
  expect(await drafts.removeExpired()).toBe(0);
  await client.query(`UPDATE "Draft" SET "expiresAt" = "expiresAt" - interval '25 h'`);
  expect(await drafts.removeExpired()).toBe(1);
  expect(await drafts.find(id)).toBeUndefined();
});
