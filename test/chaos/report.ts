import type { ChaosResult } from './run.js';

const faults = {
  wrong: 'wrong statuses',
  stuck: 'rows stuck',
  lost: 'videos lost',
  shownTwice: 'videos shown twice',
  notNotifiedOnce: 'failures not notified once',
  doubled: 'orders by HTTP made twice',
  notToldOnce: 'ends not told as one event',
  processesLeft: 'processes left',
  filesLeft: 'temporary files left',
} satisfies Partial<Record<keyof ChaosResult, string>>;

const faultNames = Object.keys(faults) as (keyof typeof faults)[];

export function isFaultless(result: ChaosResult): boolean {
  return faultNames.every((name) => result[name].length === 0);
}

/** Returns the figures, with a count for each kind of fault. */
export function summarise({ exits: _, ...result }: ChaosResult) {
  const counts = Object.fromEntries(faultNames.map((name) => [name, result[name].length]));
  return { ...result, ...counts, quietSeconds: Math.round(result.quietSeconds * 10) / 10 };
}

/** Returns the figures as a table, followed by the ids of what went wrong. */
export function tabulate(result: ChaosResult): string {
  const rows: [string, string | number][] = [
    ['greetings', result.greetings],
    ...Object.entries(result.byStatus).sort(),
    ...faultNames.map((name): [string, number] => [faults[name], result[name].length]),
    ['texts left in chats', result.textsLeft],
    ['orders by HTTP', result.byHttp],
    ...Object.entries(result.messages).map(([name, count]): [string, number] => [`messages ${name}`, count]),
    ['workers killed', result.kills],
    ['processes of the API killed', result.apiKills],
    ['processes that ended by themselves', result.exits],
    ['seconds from the last fault to the last end', result.quietSeconds.toFixed(1)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const details = faultNames.flatMap((name) => result[name].map((each) => `${faults[name]}: ${each}`));
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...details].join('\n');
}
