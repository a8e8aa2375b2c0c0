import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { print, printJson } from '#root/cli/output.js';
import { loadSettings } from '#root/cli/settings.js';
import type { Config } from '#root/config.js';
import { InputError, UnavailableError } from '#root/errors.js';
import { unknownVoice } from '#root/greeting/near-names.js';
import { voiceChoices } from '#root/tts/catalogue.js';
import type { Voice } from '#root/tts/speech-engine.js';

interface SayOptions {
  voice: string;
  json?: boolean;
}

/** Returns the `say` command. It uses neither Redis nor PostgreSQL. */
export function createSayCommand(): Command {
  return new Command('say')
    .description('Speaks one line as a greeting would, into a WAV file.')
    .addArgument(new Argument('<text>', 'the line'))
    .addArgument(new Argument('<file>', 'the WAV file'))
    .requiredOption('--voice <voice>', 'name of a voice, or of any voice of a language: ru-female')
    .option('--json', 'prints the voice, and the times of the words, as one line of JSON')
    .action(say);
}

async function say(text: string, file: string, { voice, json }: SayOptions): Promise<void> {
  if (text.trim() === '') throw new InputError('<text>', 'TEXT_EMPTY', 'the text is empty');
  const path = resolve(file);
  await mkdir(dirname(path), { recursive: true });
  const spoken = await speak(text, voice, path);
  if (json) printJson(spoken);
  else print(`${spoken.path}  ${spoken.voice ?? 'silence'}`);
}

async function speak(text: string, voice: string, path: string) {
  const { config, logger } = loadSettings();
  const { openFfmpeg } = await import('#root/media/open-ffmpeg.js');
  const { createLocalStore } = await import('#root/storage/local.js');
  const { makeWorkDir } = await import('#root/storage/work-dir.js');
  const { openSpeaker } = await import('#root/tts/open-speaker.js');
  const { loadSpeech } = await import('#root/tts/speech.js');
  const temporary = await makeWorkDir(tmpdir());
  const store = createLocalStore({ dir: join(temporary.path, 'store') });
  const { speech, proxies } = config;
  const ffmpeg = await openFfmpeg(config, { logger });
  const limit = async () => {};
  const { speaker, voices, close } = await openSpeaker({
    speech,
    proxies,
    threads: 1,
    store,
    ffmpeg,
    workDir: temporary.path,
    logger,
    limit,
  });
  const { signal } = new AbortController();
  try {
    assertVoice(voice, speech, await voices());
    const { speechKey, voice: spoken } = await speaker.speak({ text, voice, greeting: text }, { signal });
    const { audioKey, durationMs, words } = await loadSpeech(store, speechKey);
    const wav = await store.fetch(audioKey, temporary.path);
    if (wav === undefined) throw new UnavailableError('SPEECH_LOST', 'the sound is no longer in the temporary folder');
    await copyFile(wav, path);
    return { voice: spoken?.id ?? null, engine: spoken?.engine ?? null, path, durationMs, words };
  } finally {
    await close();
    await temporary.remove();
  }
}

/** @param able voices of the engines, also of models that only this machine has */
function assertVoice(name: string, speech: Config['speech'], able: readonly Voice[]): void {
  const names = [...voiceChoices(speech).map((choice) => choice.name), ...able.map(({ id }) => id)];
  if (!names.includes(name)) throw unknownVoice(name, names);
}
