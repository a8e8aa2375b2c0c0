import { z } from 'zod';

/** Values that the variables of a subject have after parsing. */
export type Values<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

/** Adds an error about a variable that does not go with the others. */
export type Refuse = (name: string, message: string) => void;

export const port = z.coerce.number().int().min(1).max(65_535);
export const count = z.coerce.number().int().min(1);
// The maximum is the longest delay of Node's timers: https://nodejs.org/api/timers.html
export const milliseconds = z.coerce.number().int().min(100).max(2_147_483_647);

/** A list with commas in between, e.g. "one, two". */
export const list = z.string().transform((text) => text.split(',').map((item) => item.trim()));
