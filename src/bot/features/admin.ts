import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { onPress } from '#root/bot/presses.js';
import { readStats } from '#root/bot/read-stats.js';
import { foundScreen, statsText } from '#root/bot/screens/admin.js';
import type { Deed } from '#root/jobs/audit.js';
import { createNotes } from '#root/telegram/notes.js';

const MOST_FOUND = 5;
const MOST_MINUTES = 7 * 24 * 60;

/** Commands of admins, in their private chats: /stats, /find, /drain, /resume, /block and /unblock. */
export const admin = new Composer<BotContext>();

const commands = admin.filter(isAdmin);

commands.command('stats', async (context) => {
  await context.reply(statsText(context.texts, await readStats(context.services, new Date())));
});

commands.command('find', async (context) => {
  const { api, services, texts, chat, match } = context;
  const wanted = match.trim().toLowerCase();
  const isChat = /^(?:-?\d+|@\w+)$/.test(wanted);
  if (!isChat && !/^[\da-f][\da-f-]*$/.test(wanted)) return void (await context.reply(texts('admin-usage')));
  const filter = isChat ? { chatId: wanted } : { idPrefix: wanted };
  const { videoJobs } = await services.videoJobs.page({ ...filter, limit: MOST_FOUND });
  const place = { chatId: String(chat.id), messageThreadId: null };
  await createNotes({ api, logger: services.logger }).send(
    place,
    foundScreen(texts, videoJobs),
    null,
    async (id) => id,
  );
});

commands.command('drain', async (context) => {
  const { services, texts, me, match } = context;
  const minutes = match.trim() === '' ? undefined : Number(match);
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes > 0 && minutes <= MOST_MINUTES)) {
    return void (await context.reply(texts('admin-usage')));
  }
  const botId = String(me.id);
  await services.drains.begin(botId, { minutes, by: String(context.from?.id) });
  const action = minutes === undefined ? 'drain' : `drain for ${minutes} min`;
  await services.audit.recordAbout(deedOf(context, action), `bot ${botId}`);
  await context.reply(minutes === undefined ? texts('drain-begun') : texts('drain-begun-for', { minutes }));
});

commands.command('resume', async (context) => {
  const { services, texts, me } = context;
  await services.drains.end(String(me.id));
  await services.audit.recordAbout(deedOf(context, 'resume'), `bot ${me.id}`);
  await context.reply(texts('drain-ended'));
});

commands.command('block', (context) => setBlocked(context, context.match, true));
commands.command('unblock', (context) => setBlocked(context, context.match, false));

async function setBlocked(context: BotContext, given: string, isBlocked: boolean): Promise<void> {
  const { services, texts } = context;
  const id = given.trim();
  if (!/^-?\d{1,16}$/.test(id)) return void (await context.reply(texts('admin-usage')));
  await services.people.setBlocked(id, isBlocked);
  await services.audit.recordAbout(deedOf(context, isBlocked ? 'block' : 'unblock'), `person ${id}`);
  await context.reply(texts(isBlocked ? 'person-blocked' : 'person-unblocked', { id }));
}

/** Retries or cancels the greeting of a button, and shows its state. */
export const pressAdmin = onPress('admin', async (context, { id, action }, next) => {
  const { api, services, texts, chat, callbackQuery } = context;
  if (!isAdmin(context) || (action !== 'r' && action !== 'x')) return next();
  const changed = await (action === 'r' ? services.submitter.retry(id) : services.submitter.cancel(id));
  if (changed !== undefined) {
    await services.audit.recordOne(deedOf(context, action === 'r' ? 'retry' : 'cancel'), changed);
  }
  await context.answerPress(texts(changed === undefined ? 'admin-no-effect' : 'admin-done'));
  const found = await services.videoJobs.find(id);
  const messageId = callbackQuery.message?.message_id;
  if (found === undefined || messageId === undefined || chat === undefined) return;
  const notes = createNotes({ api, logger: services.logger });
  await notes.replace(String(chat.id), messageId, foundScreen(texts, [found]));
});

function isAdmin({ chat, from, services }: BotContext): boolean {
  return chat?.type === 'private' && services.config.bot.admins.includes(String(from?.id));
}

function deedOf({ from }: BotContext, action: string): Deed {
  return { who: `telegram ${from?.id}`, action };
}
