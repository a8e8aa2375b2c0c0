import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import { errorPage } from '#root/board/greetings/error-page.js';
import { createGreetingsApp } from '#root/board/greetings/greetings-app.js';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { type Login, requireLogin } from '#root/board/login.js';
import { sealerOf } from '#root/board/sealer.js';
import { boardHeaders } from '#root/board/security.js';
import { UnavailableError } from '#root/errors.js';
import { onlyLoopbackNames, onlySameOriginWrites } from '#root/http/own-pages.js';

const NEEDS_LOGIN = 'Without BOARD_USER and BOARD_PASSWORD the board answers at localhost only.';
// What the audit names if the board needs no login.
const NO_LOGIN = 'somebody on this machine';

export interface BoardDeps extends Omit<GreetingsDeps, 'sealer' | 'operator'> {
  /** Login that every request needs. Undefined if the board is open to everyone who can reach it. */
  login: Login | undefined;
  /** Routes of Bull Board. */
  queues: Hono;
}

/** Creates the routes of the board, all behind one login. */
export function createBoardApp({ login, queues, ...deps }: BoardDeps): Hono {
  const { logger } = deps;
  const app = new Hono();
  app.use(boardHeaders());
  app.use(login === undefined ? onlyLoopbackNames(NEEDS_LOGIN) : requireLogin(login, logger));
  app.use(onlySameOriginWrites());

  app.get('/', (context) => context.redirect('/greetings'));
  app.route('/greetings', createGreetingsApp({ ...deps, sealer: sealerOf(login), operator: login?.user ?? NO_LOGIN }));
  app.route(QUEUES_PATH, queues);

  app.notFound((context) => context.html(errorPage('Not found', 'This page or greeting does not exist.'), 404));
  app.onError((error, context) => {
    if (error instanceof UnavailableError) {
      logger.warn('service unavailable, page not shown', { error });
      return context.html(errorPage('Temporarily unavailable', `${error.message}. Please try again.`), 503);
    }
    if (error instanceof HTTPException) return error.getResponse();
    logger.error('page failed', { path: context.req.routePath, error });
    return context.html(errorPage('Something went wrong', 'The log of the board has the details.'), 500);
  });
  return app;
}
