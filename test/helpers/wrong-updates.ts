import { pick } from '../chaos/random.js';

/** What may stand in an update in place of anything else. Undefined removes it. */
const VALUES: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, 2 ** 53, 1e300],
  ...['', 'x', 'a\0b', '\ud83d', '__proto__', 'я'.repeat(5_000)],
  ...[[], {}, [null], [{}]],
];

const userOf = (id: number) => ({ id, is_bot: false, first_name: 'T', language_code: 'ru' });

function messageOf(id: number, content: object) {
  const chat = { id, type: 'private', first_name: 'T' };
  return { message_id: 1_000_000 + id, date: 1_700_000_000, chat, from: userOf(id), ...content };
}

function groupMessageOf(id: number, content: object) {
  return { ...messageOf(id, content), chat: { id: -id, type: 'supergroup', title: 'T' } };
}

function pressOf(id: number, data: string) {
  const reply_to_message = messageOf(id, { text: '/my' });
  const message = messageOf(id, { text: 'x', reply_to_message });
  return { callback_query: { id: String(id), from: userOf(id), chat_instance: '1', data, message } };
}

/** Each returns an update as Telegram sends it, from a person or a chat with the id. */
const kinds: readonly ((id: number, fileId: string) => object)[] = [
  (id) => ({ message: messageOf(id, { text: 'Анна: ура' }) }),
  (id) => ({
    message: messageOf(id, {
      text: '/start o_wedding',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    }),
  }),
  (id) => ({
    message: messageOf(id, {
      text: 'то же для Олега',
      reply_to_message: { ...messageOf(id, { text: '📎' }), from: { id: 1, is_bot: true, first_name: 'T' } },
      forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 },
    }),
  }),
  (id, file_id) => ({
    message: messageOf(id, { caption: 'Анна: ура', media_group_id: `${id}`, photo: [{ file_id, file_size: 5 }] }),
  }),
  (id, file_id) => ({ message: messageOf(id, { voice: { file_id, duration: 90, file_size: 5 } }) }),
  (id, file_id) => ({
    message: messageOf(id, { document: { file_id, file_name: 'a.csv', mime_type: 'text/csv', file_size: 5 } }),
  }),
  (id) => ({ message: messageOf(id, { contact: { phone_number: '1', first_name: 'Галя' } }) }),
  (id) => ({
    message: groupMessageOf(id, {
      text: '/greet@zdravitsa_bot Анна: ура',
      sender_chat: { id: -id, type: 'supergroup' },
      message_thread_id: 4,
      is_topic_message: true,
    }),
  }),
  (id) => ({ message: groupMessageOf(id, { migrate_to_chat_id: -1_000 - id }) }),
  (id) => ({ edited_message: messageOf(id, { text: 'Анна: ура', edit_date: 1 }) }),
  (id) => ({ inline_query: { id: String(id), from: userOf(id), query: 'Ан', offset: '' } }),
  (id) => ({
    my_chat_member: {
      ...{ chat: { id, type: 'private' }, from: userOf(id), date: 1 },
      old_chat_member: { status: 'member', user: userOf(1) },
      new_chat_member: { status: 'kicked', user: userOf(1) },
    },
  }),
  (id) => pressOf(id, 'w:o=birthday'),
  (id) => pressOf(id, 's:v=male'),
];

/** Returns an update that is wrong in one place, the same for the same random numbers. */
export function wrongUpdate(random: () => number, id: number, fileId: string): object {
  const update = pick(random, kinds)(id, fileId);
  const places = placesIn(update);
  const { holder, key } = pick(random, places);
  const value = pick(random, VALUES);
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  return update;
}

function placesIn(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
