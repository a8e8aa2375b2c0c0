import type { Command } from 'commander';
import { formats, MOST_PHOTOS } from '#root/greeting/spec.js';
import { templateNames } from '#root/montage/templates/index.js';
import { voices } from '#root/tts/catalogue.js';

/** Adds the options that say what a greeting is to be. @param to who is greeted where nobody is named */
export function greetingOptions(command: Command, to?: string): Command {
  return command
    .requiredOption('--to <name>', 'who is greeted', to)
    .option('--text <text>', 'the words; without them, good wishes')
    .option('--template <name>', `one of ${templateNames.join(', ')}`)
    .option('--format <name>', `one of ${Object.keys(formats).join(', ')}`)
    .option('--voice <name>', `one of ${voices.map(({ name }) => name).join(', ')}`)
    .option('--photo <file...>', `up to ${MOST_PHOTOS} photos to be shown`)
    .option('--recording <file>', 'a voice recording or a video clip, instead of the synthetic voice');
}
