import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { deliverStep } from '#root/queue/definitions/deliver.js';

/** Root and completion handler: the only step that ends a greeting. */
export const greetingStep = defineStep({
  name: 'greeting',
  data: runDataSchema,
  result: z.object({ status: z.string() }),
  childResult: deliverStep.result,
  isRoot: true,
  // A root that gave up would leave its row open for ever, so its attempts are practically without limit.
  jobOptions: { attempts: 1_000_000, backoff: { type: 'fixed', delay: 1_000 } },
});
