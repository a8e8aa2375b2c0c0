import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { ttsStep } from '#root/queue/definitions/tts.js';

/** Makes the video from scenes, voice and music. */
export const montageStep = defineStep({
  name: 'montage',
  data: runDataSchema,
  result: z.object({
    videoKey: z.string(),
    posterKey: z.string(),
    width: z.number(),
    height: z.number(),
    durationMs: z.number(),
  }),
  childResult: ttsStep.result,
  isRoot: false,
  jobOptions: { failParentOnFailure: true },
});
