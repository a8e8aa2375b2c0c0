import { deliverStep } from '#root/queue/definitions/deliver.js';
import { greetingStep } from '#root/queue/definitions/greeting.js';
import { montageStep } from '#root/queue/definitions/montage.js';
import { ttsStep } from '#root/queue/definitions/tts.js';

/** All steps, in the order in which they run. */
export const steps = { tts: ttsStep, montage: montageStep, deliver: deliverStep, greeting: greetingStep };

export const stepNames = Object.keys(steps) as (keyof typeof steps)[];
