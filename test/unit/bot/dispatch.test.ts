import { expect, test } from 'vitest';
import { startDispatch } from '#root/bot/dispatch.js';
import { countOutside } from '#root/bot/outside.js';
import type { Claim, Inbox } from '#root/jobs/inbox.js';
import { quietLogger as logger } from '../../helpers/logger.js';

test('a few updates are handled at the same time, and those that wait for Telegram leave their place to others', async () => {
  const open = Array.from({ length: 40 }, (_, id) => ({ chatId: String(id), updateIds: [id], seconds: 0 }) as Claim);
  const ended: number[] = [];
  const inbox = {
    recover: async () => ({ hasSuspects: false }),
    claim: async (limit: number) => open.splice(0, limit),
    end: async ({ updateIds }: Claim) => void ended.push(...updateIds),
    forget: async () => {},
    close: async () => {},
  } as Partial<Inbox> as Inbox;
  const answers: (() => void)[] = [];
  const worked: (() => void)[] = [];
  let began = 0;
  const outside = countOutside(() => dispatch.wakeIfFull());
  const dispatch = startDispatch({
    inbox,
    logger,
    waiting: outside.count,
    handle: async () => {
      began += 1;
      await new Promise<void>((resolve) => worked.push(resolve));
      await outside.during(() => new Promise<void>((resolve) => answers.push(resolve)));
      return { outcome: 'done' };
    },
  });
  await expect.poll(() => began).toBe(4);
  for (const go of worked.splice(0)) go();
  await expect.poll(() => began).toBe(8);
  for (const answer of answers.splice(0, 3)) answer();
  await expect.poll(() => ended).toHaveLength(3);
  expect(began).toBe(8);
  const finishing = setInterval(() => {
    for (const go of [...worked.splice(0), ...answers.splice(0)]) go();
  }, 5);
  await expect.poll(() => ended).toHaveLength(40);
  clearInterval(finishing);
  await dispatch.stop(1_000);
});
