import { Hono } from 'hono';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { stepNames } from '#root/queue/definitions/index.js';

type StepDeps = Pick<GreetingsDeps, 'flows' | 'audit' | 'operator' | 'logger'>;

/** Creates the actions that pause and resume a step. */
export function createStepRoutes({ flows, audit, operator, logger }: StepDeps): Hono {
  const app = new Hono();
  for (const step of stepNames) {
    for (const action of ['pause', 'resume'] as const) {
      app.post(`/steps/${step}/${action}`, async (context) => {
        await flows[action](step);
        logger.info('operator action', { action, step });
        await audit.recordStep({ who: operator, action }, step);
        return context.redirect(`/greetings?done=${action}-${step}`, 303);
      });
    }
  }
  return app;
}
