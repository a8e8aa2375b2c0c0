import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseCount } from '#root/cli/count.js';
import { runCommand } from '#root/process/run-command.js';
import { isFaultless, summarise, tabulate } from './report.js';
import { runChaos } from './run.js';

const parseNumber = (value: string) => parseCount(value, 999_999_999);

await runCommand(
  new Command('chaos')
    .description('Runs greetings while workers, Redis, PostgreSQL and Telegram fail, and judges what became of them.')
    .option('--greetings <number>', 'number of greetings', parseNumber, 200)
    .option('--seed <number>', 'the same seed plans the same faults at the same times', parseNumber, 1)
    .option('--combined', 'two workers that serve all queues, instead of two for each queue')
    .option('--json', 'print one line of JSON at the end')
    .action(chaos),
);

interface Options {
  greetings: number;
  seed: number;
  combined?: boolean;
  json?: boolean;
}

async function chaos({ greetings, seed, combined, json }: Options): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-chaos-'));
  // PostgreSQL may run as another user, which needs access to its data.
  await chmod(dir, 0o755);
  const show = process.stderr.isTTY ? '\r\x1b[K' : '\n';
  const sharing = combined ? 'combined' : 'separate';
  const onProgress = (line: string) => process.stderr.write(`${show}${line}`);
  const result = await runChaos({ greetings, seed, sharing, dir, onProgress });
  process.stderr.write('\n');
  process.stdout.write(`${tabulate(result)}\n`);
  if (isFaultless(result)) await rm(dir, { recursive: true, force: true });
  else {
    process.exitCode = 1;
    process.stdout.write(`logs of the workers: ${join(dir, 'logs')}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(summarise(result))}\n`);
}
