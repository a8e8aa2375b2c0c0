/**
 * Folders and files of src, as floors from top to bottom. An import goes down to a lower floor, or stays in its own
 * folder; it never goes up, and never to a neighbour on the same floor. The longest path that matches a file counts.
 */
export const layers: readonly (readonly string[])[] = [
  // Commands: one process each.
  ['worker.ts', 'bot.ts', 'board.ts', 'api.ts', 'cli.ts', 'migrate.ts'],
  // Development uses the commands' parts, and nothing uses it.
  ['dev'],
  ['bot', 'board', 'api', 'cli'],
  // For other programs, and for the pages of the API. It uses nothing else.
  ['client'],
  ['health'],
  ['http'],
  ['app/start-workers.ts'],
  ['app'],
  ['metrics'],
  ['queue/processors'],
  ['queue/worker'],
  ['queue/runs'],
  ['queue/definitions'],
  ['intake', 'tts', 'montage', 'delivery'],
  ['jobs'],
  ['greeting'],
  ['storage', 'media', 'telegram', 'redis', 'db'],
  ['process'],
  ['config.ts'],
  ['config'],
  ['logger.ts'],
  ['errors.ts'],
];

/** Folders that order greetings. They start without ffmpeg or a voice, so they load nothing of `workshop`. */
export const producers: readonly string[] = ['bot', 'board', 'api', 'cli'];

/** Folders that make greetings. */
export const workshop: readonly string[] = ['app/start-workers.ts', 'queue/processors', 'queue/worker'];

/** Upper limits of what a newcomer can take in. */
export const limits = { looseFiles: 10, linesInFile: 200 };
