import type { html } from 'hono/html';

/** Markup of a page or of a part of a page. */
export type Markup = ReturnType<typeof html>;
