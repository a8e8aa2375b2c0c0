import { describe, expect, test } from 'vitest';
import { admit } from '#root/bot/admission.js';
import type { BotContext } from '#root/bot/context.js';
import { BURST_MAX } from '#root/jobs/people.js';
import { textsIn } from '#root/telegram/texts.js';

interface Case {
  id?: number;
  chatId?: number;
  lists?: { admins?: string[]; allowed?: string[]; blocked?: string[] };
  isBlocked?: boolean;
  burst?: number;
  isPress?: boolean;
}

/** Returns whether an update is handled, and what the bot says instead. */
async function admission({ id = 7, chatId = id, lists = {}, isBlocked = false, burst = 1, isPress = false }: Case) {
  const said: string[] = [];
  let isHandled = false;
  const context = {
    from: { id },
    chat: { id: chatId, type: chatId < 0 ? 'supergroup' : 'private' },
    message: isPress ? undefined : { message_id: 1 },
    person: { isBlocked, burst },
    services: { config: { bot: { admins: [], allowed: [], blocked: [], ...lists } } },
    texts: textsIn('en'),
    reply: async (text: string) => said.push(text),
  } as unknown as BotContext;
  await admit(context, async () => {
    isHandled = true;
  });
  return isHandled ? 'handled' : said;
}

const texts = textsIn('en');

describe('an update', () => {
  test.each<[string, Case, unknown]>([
    ['of anybody is handled', {}, 'handled'],
    ['of a blocked person is ignored', { isBlocked: true }, []],
    ['of a person on the list is ignored', { lists: { blocked: ['7'] } }, []],
    ['of a group on the list is ignored', { chatId: -9, lists: { blocked: ['-9'] } }, []],
    ['of a person who is not allowed is answered', { lists: { allowed: ['8'] } }, [texts('not-allowed')]],
    ['of that person soon after is ignored', { lists: { allowed: ['8'] }, burst: 2 }, []],
    ['of that person in a group is ignored', { chatId: -9, lists: { allowed: ['8'] } }, []],
    ['of that person by a button is ignored', { isPress: true, lists: { allowed: ['8'] } }, []],
    ['of an allowed person is handled', { lists: { allowed: ['8', '7'] } }, 'handled'],
    ['of an allowed group is handled', { chatId: -9, lists: { allowed: ['-9'] } }, 'handled'],
    [
      'of an admin is handled',
      { isBlocked: true, lists: { admins: ['7'], blocked: ['7'], allowed: ['8'] } },
      'handled',
    ],
    ['is the last one before there are too many', { burst: BURST_MAX }, 'handled'],
    ['is the first one too many', { burst: BURST_MAX + 1 }, [texts('too-many-messages')]],
    ['is one more than that', { burst: BURST_MAX + 2 }, []],
    ['is too many in a group', { chatId: -9, burst: BURST_MAX + 1 }, []],
    ['is a press in a flood', { isPress: true, burst: BURST_MAX + 5 }, 'handled'],
  ])('%s', async (_, given, outcome) => {
    expect(await admission(given)).toEqual(outcome);
  });
});
