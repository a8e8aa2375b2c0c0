import { readFileSync } from 'node:fs';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';

const ARROW = ' → ';

/** Returns the messages of the file and what they mean, written as its first lines explain. */
export function readMessages(name = 'messages.txt'): { message: string; meaning: string }[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(ARROW) && !line.startsWith('# '))
    .map((line) => {
      const [message = '', meaning = ''] = line.split(ARROW);
      return { message: message.replaceAll('⏎', '\n'), meaning };
    });
}

/** Writes what was understood as the file does. */
export function describe(understood: Understood, message: string): string {
  switch (understood.kind) {
    case 'orders':
      return understood.orders.map((order) => describeOrder(order, message)).join(' ;; ');
    case 'same':
      return `[same] ${understood.to}${understood.isNameCertain ? '' : '?'}`;
    case 'batch': {
      const { names, occasion, words } = understood;
      return `[batch] ${[names.names.join(', '), occasion ?? '-', inOneLine(words, message)].join(' | ')}`;
    }
    default:
      return `[${understood.kind}]`;
  }
}

function describeOrder({ to, isNameCertain, occasion, words, isCertain }: UnderstoodOrder, message: string): string {
  const name = to === undefined ? '-' : `${to}${isNameCertain ? '' : '?'}`;
  return `${isCertain ? '! ' : ''}${[name, occasion ?? '-', inOneLine(words, message)].join(' | ')}`;
}

function inOneLine(words: string | undefined, message: string): string {
  if (words === undefined) return '-';
  return words.toLowerCase() === message.toLowerCase() ? '=' : words.replaceAll('\n', '⏎');
}
