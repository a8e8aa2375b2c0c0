import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { EngineName } from '#root/config/speech.js';
import { loadConfig } from '#root/config.js';
import { engines } from '#root/tts/engines/index.js';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import { quietLogger as logger } from './logger.js';
import { createMediaRig, type MediaRig } from './media-rig.js';
import { encodeTone, type SpeechServer, startSpeechServer } from './speech-services.js';

export const TEXT = 'С днём рождения, Анна!';

interface OpenOptions {
  signal?: AbortSignal;
  rate?: number;
  /** Identifier of a voice, by default the first. */
  id?: string | undefined;
}

/** Opens engines for the tests of a file, and a server for each test. All are closed after it. */
export function useServiceRig() {
  let media: MediaRig;
  let server: SpeechServer;
  let opened: SpeechEngine[] = [];

  beforeAll(async () => {
    media = await createMediaRig();
  });
  afterAll(() => rm(media.dir, { recursive: true, force: true }));
  beforeEach(async () => {
    server = await startSpeechServer();
  });
  afterEach(async () => {
    for (const engine of opened) await engine.close();
    opened = [];
    await server.stop();
  });

  return {
    server: () => server,
    media: () => media,
    encode: (extension: string, args?: string[]) => encodeTone(media, extension, args),

    /** Opens an engine with these variables. Calls are limited to `timeoutMs`. */
    async open(name: EngineName, env: Record<string, string>, timeoutMs?: number) {
      const { speech, proxies, secrets } = loadConfig({ env: { DATABASE_URL: 'postgresql://host/db', ...env } });
      const files = { ffmpeg: media.ffmpeg, workDir: media.dir };
      const limits = timeoutMs === undefined ? {} : { timeoutMs };
      const instances = createEngineInstances(1);
      const engine = await engines[name].create({
        speech,
        proxies,
        threads: 1,
        instances,
        logger,
        ...files,
        ...limits,
      });
      opened.push(engine);
      const { voices, missing } = await engine.availability();
      const say = (text = TEXT, { rate = 1, id = voices[0]?.id, signal }: OpenOptions = {}) => {
        const voice = voices.find((each) => each.id === id) as Voice;
        return engine.speak({ text, voice, rate, languages: {} }, { signal: signal ?? new AbortController().signal });
      };
      return { engine, voices, missing, say, secrets };
    },

    /** Returns the last request, its body parsed as JSON. */
    lastRequest() {
      const { body = '{}', ...request } = server.seen.at(-1) ?? {};
      return { ...request, body: JSON.parse(body) };
    },
  };
}
