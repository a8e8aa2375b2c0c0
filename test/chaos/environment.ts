import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateFfmpeg } from '#root/media/locate.js';
import type { ChatRules } from '../helpers/bot-api/methods.js';
import type { BotApiServer, Fault } from '../helpers/bot-api/server.js';
import type { Backing } from './backing.js';
import type { Kind } from './plan.js';

export const TOKEN = '1:chaos';
export const LOCK_MS = 5_000;

/** Returns the variables of the processes. Their ffmpeg fails now and then. */
export async function environment(dir: string, backing: Backing, bot: BotApiServer): Promise<NodeJS.ProcessEnv> {
  for (const name of ['logs', 'tmp', 'storage']) await mkdir(join(dir, name), { recursive: true });
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...backing.variables,
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: bot.apiRoot,
    STORAGE_DIR: join(dir, 'storage'),
    TMPDIR: join(dir, 'tmp'),
    FFMPEG_PATH: await unreliableFfmpeg(dir),
    LOCK_DURATION_MS: String(LOCK_MS),
    STALLED_INTERVAL_MS: '2500',
    RECONCILE_INTERVAL_MS: '2000',
    STEP_BACKOFF_MS: '300',
    API_SECRET: 'a secret of a run of chaos, long enough',
    WEBHOOK_PRIVATE_ADDRESSES: 'true',
  };
}

/** Writes an ffmpeg that fails once in fifty calls. A montage calls it about three times. */
async function unreliableFfmpeg(dir: string): Promise<string> {
  const path = join(dir, 'ffmpeg');
  const real = await locateFfmpeg(process.env.FFMPEG_PATH, process.env.PATH ?? '');
  const script = `#!/bin/sh\n[ $(od -An -N1 -tu1 /dev/urandom) -lt 5 ] && { echo 'made to fail' >&2; exit 1; }\nexec ${real} "$@"\n`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

/** Returns the faults of the Bot API: about one call in seven fails. */
export function unreliable(random: () => number): () => Fault | undefined {
  return () => {
    const chance = random();
    if (chance < 0.04) return { status: 429, retryAfter: 1 };
    if (chance < 0.08) return { status: 502 };
    if (chance < 0.12) return 'drop-after';
    return chance < 0.15 ? 'drop-before' : undefined;
  };
}

/** Returns the state of the chat in which a greeting of this kind is ordered. */
export function stateOf(kind: Kind | undefined): ReturnType<ChatRules['stateOf']> {
  if (kind === 'tooLarge') return 'narrow';
  return kind === 'blocked' || kind === 'unknown' ? kind : 'open';
}
