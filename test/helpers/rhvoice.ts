import { createRhvoiceFinder, PREFIXES } from '#root/tts/engines/rhvoice/installation.js';

/** Whether RHVoice is there: deploy/setup.mjs installs it if it can be downloaded. */
export const hasRhvoice = (await createRhvoiceFinder(PREFIXES)()) !== undefined;
