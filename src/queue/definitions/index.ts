import { deliverStep } from '#root/queue/definitions/deliver.js';
import { greetingStep } from '#root/queue/definitions/greeting.js';
import { montageStep } from '#root/queue/definitions/montage.js';
import { ttsStep } from '#root/queue/definitions/tts.js';

/** All steps, in the order in which they run. */
const definitions = [ttsStep, montageStep, deliverStep, greetingStep] as const;

type Step = (typeof definitions)[number];

export type StepName = Step['name'];

export const stepNames: StepName[] = definitions.map(({ name }) => name);

export const steps = Object.fromEntries(definitions.map((step) => [step.name, step])) as {
  [Each in Step as Each['name']]: Each;
};
