import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { print } from '#root/cli/output.js';
import { drawPreview } from '#root/dev/template-preview.js';
import { type Format, formats } from '#root/greeting/spec.js';
import { openFfmpeg } from '#root/media/open-ffmpeg.js';
import { templateNames } from '#root/montage/templates/index.js';
import { loadContext, runCommand } from '#root/process/run-command.js';

const allFormats = Object.keys(formats) as Format[];

await runCommand(
  new Command('template')
    .description('Shows what templates look like.')
    .addCommand(
      new Command('preview')
        .description('Draws moments of a sample greeting as one PNG, and prints its path.')
        .addArgument(new Argument('<name>', 'name of the template').choices(templateNames))
        .addOption(new Option('--format <format>', 'draws only this format').choices(allFormats))
        .option('--out <file>', 'the PNG (default: out/template-NAME.png)')
        .action(preview),
    ),
);

async function preview(name: string, { format, out }: { format?: Format; out?: string }): Promise<void> {
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
  const ffmpeg = await openFfmpeg(config, { logger });
  const output = resolve(out ?? `out/template-${name}.png`);
  await mkdir(dirname(output), { recursive: true });
  const options = { template: name, formats: format === undefined ? allFormats : [format], output };
  await drawPreview({ ...options, signal: new AbortController().signal }, { ffmpeg, workDir: tmpdir() });
  print(output);
}
