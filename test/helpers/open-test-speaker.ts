import { loadConfig } from '#root/config.js';
import { type OpenSpeaker, openSpeaker, type SpeakerOptions } from '#root/tts/open-speaker.js';
import { keptInstances as instances } from './kept-instances.js';
import { quietLogger as logger } from './logger.js';

type Options = Pick<SpeakerOptions, 'store' | 'ffmpeg' | 'workDir'> & Partial<SpeakerOptions>;

/** Opens a speaker with the engines that the variables name, espeak-ng by default. */
export function openTestSpeaker(options: Options, env: NodeJS.ProcessEnv = {}): Promise<OpenSpeaker> {
  const { speech, proxies } = loadConfig({
    env: { DATABASE_URL: 'postgresql://localhost/none', TTS_ENGINES: 'espeak', ...env },
  });
  return openSpeaker({ speech, proxies, threads: 1, instances, logger, limit: async () => {}, ...options });
}
