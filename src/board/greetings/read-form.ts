import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono/validator';

const MAX_BYTES = 16_384;

/** Reads a form of the board. Files and repeated fields, which its pages do not send, are left out. */
export const readForm = [
  bodyLimit({ maxSize: MAX_BYTES }),
  validator('form', (form) =>
    Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  ),
] as const;
