import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EMOJI } from '#root/greeting/emoji.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';

/** Returns where the picture of all designs is, with their names in a language. `npm run template -- designs` draws it. */
export function designsIn(language: ChatLanguage): { path: string; readKey: () => Promise<string> } {
  const path = fileURLToPath(new URL(`./${language}.jpg`, import.meta.url));
  return {
    path,
    /** Returns another key for each content. */
    async readKey() {
      const hash = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      return `designs/${language}/${hash}`;
    },
  };
}

/** Returns the title of a template in a language. */
export function designTitle(template: string, language: ChatLanguage): string {
  const key = keyFor('design', template);
  return key === undefined ? template : textsIn(language)(key).replace(EMOJI, '').trim();
}
