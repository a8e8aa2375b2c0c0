import type { Command } from 'commander';
import type { Order } from '#root/greeting/order.js';
import { formats, MAX_PHOTOS, NO_MUSIC } from '#root/greeting/spec.js';
import { templateNames } from '#root/montage/templates/index.js';

/** Values of the options that `greetingOptions` adds. */
export interface GreetingOptions {
  to: string;
  sayAs?: string;
  text?: string;
  template?: string;
  format?: string;
  voice?: string;
  music?: string;
  photo?: string[];
  recording?: string;
}

/** Adds the options of an order. @param to default of `--to` */
export function greetingOptions(command: Command, to?: string): Command {
  return command
    .requiredOption('--to <name>', 'who is greeted', to)
    .option('--say-as <words>', 'how the name is pronounced: А́ня, +Аня, Со́чил; pictures show it as written')
    .option('--text <text>', 'the words; without them, good wishes')
    .option('--template <name>', `one of ${templateNames.join(', ')}; without it, the one that suits the words`)
    .option('--format <name>', `one of ${Object.keys(formats).join(', ')}`)
    .option(
      '--voice <name>',
      'ru-female, ru-male, en-female, en-male, another language likewise, or a certain voice: rhvoice-anna; npm run voices lists all',
    )
    .option('--music <name>', `the music of one of the templates, or ${NO_MUSIC}; without it, that of the template`)
    .option('--photo <file...>', `up to ${MAX_PHOTOS} photos to be shown`)
    .option('--recording <file>', 'a voice recording or a video clip, instead of the synthetic voice');
}

/** Returns the order that the options describe, with its files by path. */
export function orderOf({
  to,
  sayAs,
  text,
  template,
  format,
  voice,
  music,
  photo,
  recording,
}: GreetingOptions): Order<string> {
  return { to, sayAs, text, template, format, voice, music, attachments: { photos: photo ?? [], recording } };
}
