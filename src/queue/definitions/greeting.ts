import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { deliverStep } from '#root/queue/definitions/deliver.js';

/** Ends the greeting: the root of the flow and its completion handler. No other step writes COMPLETED or FAILED. */
export const greetingStep = defineStep({
  name: 'greeting',
  data: runDataSchema,
  result: z.object({ status: z.string() }),
  childResult: deliverStep.result,
  isRoot: true,
  // If the root gave up, its row would stay open for ever.
  jobOptions: { attempts: 1_000_000, backoff: { type: 'fixed', delay: 1_000 } },
});
