import { occasionIn } from '#root/bot/understanding/occasion.js';
import { oneOrder } from '#root/bot/understanding/reader.js';
import { readers } from '#root/bot/understanding/readers/index.js';
import { readOther, readSmallTalk } from '#root/bot/understanding/talk/small-talk.js';
import { mended } from '#root/bot/understanding/typos.js';
import type { Understood } from '#root/bot/understanding/understood.js';
import type { TemplateChoice } from '#root/greeting/occasions.js';

interface Circumstances {
  templates: readonly TemplateChoice[];
  /** The words of a forwarded message are somebody else's, so no name and no request is read in them. */
  isForwarded?: boolean;
}

/** Returns what a message means: greetings as far as they are described, or small talk. */
export function understand(message: string, { templates, isForwarded = false }: Circumstances): Understood {
  const text = mended(message)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00A0/g, ' ')
    .replace(/^\s*["«“]([^"«»“”]+)["»”]\s*$/u, '$1')
    .replace(/#(?=\p{L})/gu, '')
    .trim();
  const talk = readSmallTalk(text);
  if (talk === 'emoji') return { kind: talk };
  if (isForwarded) return oneOrder({ words: text, occasion: occasionIn(text, templates) });
  if (talk !== undefined) return { kind: talk };
  for (const read of readers) {
    const understood = read(text, templates);
    if (understood !== undefined) return understood;
  }
  return { kind: readOther(text) };
}
