import type { Rule } from '#root/tts/normalise/rules.js';

/** What a good reader of English says otherwise than it is written. The order of the rules counts. */
export const english: readonly Rule[] = [];
