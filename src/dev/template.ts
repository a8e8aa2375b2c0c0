import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { print } from '#root/cli/output.js';
import { drawDesigns } from '#root/dev/design-sheet.js';
import { drawPreview } from '#root/dev/template-preview.js';
import { type Format, formats } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { openFfmpeg } from '#root/media/open-ffmpeg.js';
import { designsIn } from '#root/montage/designs/designs.js';
import { templateNames } from '#root/montage/templates/index.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { chatLanguages } from '#root/telegram/texts.js';

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
    )
    .addCommand(
      new Command('designs')
        .description('Draws the pictures of all templates that the bot shows, one for each language.')
        .action(designs),
    ),
);

async function findFfmpeg(): Promise<Ffmpeg> {
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
  return openFfmpeg(config, { logger });
}

async function designs(): Promise<void> {
  const ffmpeg = await findFfmpeg();
  const { signal } = new AbortController();
  for (const language of chatLanguages) {
    const { path } = designsIn(language);
    await drawDesigns({ language, output: path, signal }, { ffmpeg, workDir: tmpdir() });
    print(path);
  }
}

async function preview(name: string, { format, out }: { format?: Format; out?: string }): Promise<void> {
  const ffmpeg = await findFfmpeg();
  const output = resolve(out ?? `out/template-${name}.png`);
  await mkdir(dirname(output), { recursive: true });
  const options = { template: name, formats: format === undefined ? allFormats : [format], output };
  await drawPreview({ ...options, signal: new AbortController().signal }, { ffmpeg, workDir: tmpdir() });
  print(output);
}
