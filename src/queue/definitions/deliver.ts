import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { montageStep } from '#root/queue/definitions/montage.js';

/** Delivers the video to the chat or to the folder. */
export const deliverStep = defineStep({
  name: 'deliver',
  data: runDataSchema,
  result: z.object({
    videoKey: z.string(),
    messageId: z.number().optional(),
    telegramFileId: z.string().optional(),
    path: z.string().optional(),
  }),
  childResult: montageStep.result,
  isRoot: false,
  // With failParentOnFailure the root would fail without calling its processor, and FAILED would never be written.
  jobOptions: { continueParentOnFailure: true },
});
