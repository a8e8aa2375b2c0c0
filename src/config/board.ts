import { z } from 'zod';
import { port, type Values } from '#root/config/kinds.js';

/** Part of TRACE_URL that the id of a trace replaces. */
export const TRACE_ID = '{traceId}';

export const boardVariables = {
  BOARD_HOST: z.string().default('127.0.0.1'),
  BOARD_PORT: port.default(3_000),
  BOARD_USER: z.string().optional(),
  BOARD_PASSWORD: z.string().optional(),
  TRACE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.includes(TRACE_ID), `must contain ${TRACE_ID}`)
    .optional(),
};

export function toBoard(env: Values<typeof boardVariables>) {
  return {
    host: env.BOARD_HOST,
    port: env.BOARD_PORT,
    user: env.BOARD_USER,
    password: env.BOARD_PASSWORD,
    traceUrl: env.TRACE_URL,
  };
}
