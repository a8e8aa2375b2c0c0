import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { montageStep } from '#root/queue/definitions/montage.js';

/** The video is brought to the chat, or to the folder. */
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
  // Not failParentOnFailure: that would fail the root without calling its processor, and nobody would write FAILED.
  jobOptions: { continueParentOnFailure: true },
});
