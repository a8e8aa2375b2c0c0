import { findRhvoice, PREFIXES } from '#root/tts/engines/rhvoice/installation.js';

/** Whether deploy/setup.mjs --test could bring RHVoice, or the system has it. */
export const hasRhvoice = (await findRhvoice(PREFIXES)) !== undefined;
