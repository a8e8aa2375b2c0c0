import { z } from 'zod';
import type { Refuse, Values } from '#root/config/kinds.js';
import type { telegramVariables } from '#root/config/telegram.js';

export const deliveryVariables = {
  DELIVERY: z.enum(['telegram', 'folder']).optional(),
  DELIVERY_DIR: z.string().default('out'),
};

type DeliveryValues = Values<typeof deliveryVariables & typeof telegramVariables>;

export function checkDelivery(env: DeliveryValues, refuse: Refuse): void {
  if (env.DELIVERY === 'telegram' && env.BOT_TOKEN === undefined) {
    refuse('BOT_TOKEN', 'is required if DELIVERY is telegram');
  }
}

export function toDelivery(env: DeliveryValues) {
  const byBot = env.BOT_TOKEN === undefined ? ('folder' as const) : ('telegram' as const);
  return { channel: env.DELIVERY ?? byBot, dir: env.DELIVERY_DIR };
}
