import { z } from 'zod';
import { defineStep, runDataSchema } from '#root/queue/definitions/define-step.js';

/** Turns the text of one scene into sound and word times. */
export const ttsStep = defineStep({
  name: 'tts',
  data: runDataSchema.extend({ scene: z.number().int().min(0) }),
  result: z.object({
    scene: z.number().int(),
    speechKey: z.string(),
    /** Voice that spoke. Absent if none did. */
    voice: z.string().optional(),
  }),
  isRoot: false,
  jobOptions: { failParentOnFailure: true },
});
