import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';
import { ttsStep } from '#root/queue/definitions/tts.js';

/** Scenes, voice and music become the video. */
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
