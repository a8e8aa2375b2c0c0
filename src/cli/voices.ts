import { Argument, Command } from 'commander';
import { createDownloadView } from '#root/cli/download-bar.js';
import { findModel } from '#root/cli/find-model.js';
import { print, printJson } from '#root/cli/output.js';
import { loadSettings } from '#root/cli/settings.js';
import { describeVoices, listVoices } from '#root/cli/voice-list.js';
import { InputError, SetupError } from '#root/errors.js';
import { voices } from '#root/tts/catalogue.js';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import type { InstallableModel } from '#root/tts/engines/sherpa/models.js';
import { createInstaller, type Installer } from '#root/tts/installing/installer.js';

interface JsonOption {
  json?: boolean;
}

/** Returns the `voices` command with its subcommands. It uses neither Redis nor PostgreSQL. */
export function createVoicesCommand(): Command {
  const command = new Command('voices').description('Lists, installs and checks voices.');
  command
    .command('list', { isDefault: true })
    .description('Lists the voices that can speak, and those that can be installed.')
    .option('--language <language>', 'only voices of this language, such as ru')
    .option('--json', 'prints an array as one line of JSON')
    .action(list);
  command
    .command('install')
    .description('Downloads voices, checks them, and puts them into VOICES_DIR. Run it again to go on.')
    .addArgument(new Argument('<name...>', 'names of voices'))
    .option('--accept-noncommercial', 'accepts licences that forbid commercial use')
    .action(install);
  command
    .command('verify')
    .description('Compares installed voices with the sums written when they were installed.')
    .option('--json', 'prints an array as one line of JSON')
    .action(verify);
  command
    .command('remove')
    .description('Removes an installed voice.')
    .addArgument(new Argument('<name>', 'name of the voice'))
    .action(remove);
  return command;
}

async function list({ language, json }: JsonOption & { language?: string }): Promise<void> {
  const { config, logger } = loadSettings();
  if (language !== undefined && !voices.some((voice) => voice.language === language))
    throw new InputError('language', 'LANGUAGE_UNKNOWN', `no voice speaks "${language}"`);
  // Nothing is spoken, so nothing is decoded or started.
  const ffmpeg = async () => {};
  const { speech, proxies } = config;
  const options = { speech, proxies, logger, ffmpeg, workDir: '', threads: 1, instances: createEngineInstances(1) };
  const listed = await listVoices(options, language);
  if (json) printJson(listed);
  else print(describeVoices(listed, speech.engines));
}

async function install(names: string[], { acceptNoncommercial }: { acceptNoncommercial?: boolean }): Promise<void> {
  const { config } = loadSettings();
  const installer = createConfiguredInstaller(config);
  // A limit of the shell would end the process; with a listener the write fails, as on a full disk.
  process.on('SIGXFSZ', () => {});
  const models = [...new Set(names.map(findModel))];
  for (const { name, licence, commercialUse } of models) {
    if (commercialUse || acceptNoncommercial) continue;
    const message = `${name} is under ${licence}, which forbids commercial use; the option accepts that`;
    throw new InputError('accept-noncommercial', 'VOICE_NONCOMMERCIAL', message);
  }
  for (const model of models) await installOne(installer, model);
  if (!config.speech.engines.includes('sherpa'))
    print(`To use them: TTS_ENGINES=${['sherpa', ...config.speech.engines].join(',')}`);
}

async function installOne(installer: Installer, model: InstallableModel): Promise<void> {
  const view = createDownloadView(model.name, model.bytes);
  try {
    const isNew = await installer.install(model, {
      signal: new AbortController().signal,
      onProgress: view.update,
      onWait: () => process.stderr.write('Another installation is running; waiting for it\n'),
    });
    view.stop();
    print(`${model.name}: ${isNew ? 'installed' : 'is installed already'}`);
  } finally {
    view.stop();
  }
}

async function verify({ json }: JsonOption): Promise<void> {
  const verified = await createConfiguredInstaller(loadSettings().config).verify();
  const damaged = verified.filter((each) => each.damaged !== undefined && each.damaged.length > 0);
  if (json) printJson(verified.map(({ name, damaged = null }) => ({ name, damaged })));
  else for (const { name, damaged } of verified) print(`${name}: ${describeDamage(damaged)}`);
  if (damaged.length === 0) return;
  const names = damaged.map(({ name }) => name).join(' ');
  throw new SetupError('VOICE_DAMAGED', `damaged; install again with: npm run voices -- install ${names}`);
}

function describeDamage(damaged: readonly string[] | undefined): string {
  if (damaged === undefined) return 'was not installed by this command, so there are no sums';
  return damaged.length === 0 ? 'whole' : `damaged: ${damaged.join(', ')}`;
}

async function remove(name: string): Promise<void> {
  const installer = createConfiguredInstaller(loadSettings().config);
  const installed = (await installer.verify()).map((each) => each.name);
  const folder = installed.find((each) => each === name) ?? findModel(name).name;
  if (!(await installer.remove(folder))) throw new InputError('<name>', 'VOICE_ABSENT', `${folder} is not installed`);
  print(`${folder}: removed`);
}

function createConfiguredInstaller({ speech, proxies }: ReturnType<typeof loadSettings>['config']): Installer {
  return createInstaller({ dir: speech.voicesDir, mirror: speech.voicesMirror, proxies });
}
