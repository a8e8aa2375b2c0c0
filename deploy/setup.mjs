// Installs what is missing to run the project on this machine, and nothing else. No dependencies of its own: it is
// what brings them. Says what it does on standard error; does nothing, in a blink, when nothing is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(root, 'package.json'));
// The tests drive a browser, and an S3 store that checks signatures where one is packaged; nothing else needs these.
const forTests = process.argv.includes('--test');
const SERVER_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
// As test/helpers/s3-server.ts looks for it.
const SWIFT_PACKAGE = '/usr/lib/python3/dist-packages/swift';
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** By package manager: how to install, and the name of each package where it differs. */
const managers = [
  {
    program: 'apt-get',
    refresh: ['apt-get', 'update', '-qq'],
    install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'],
    names: { redis: 'redis-server' },
  },
  { program: 'dnf', install: ['dnf', 'install', '-y'], names: { ffmpeg: 'ffmpeg-free' } },
  { program: 'apk', install: ['apk', 'add'], names: {} },
  { program: 'pacman', install: ['pacman', '-S', '--noconfirm'], names: {} },
  { program: 'zypper', install: ['zypper', '--non-interactive', 'install'], names: {} },
  { program: 'brew', install: ['brew', 'install'], names: { chromium: 'google-chrome' }, asUser: true },
];

checkNode();
installNpmPackages();
generatePrismaClient();
installSystemPackages();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
}

function installNpmPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && newest(join(root, 'package-lock.json')) <= newest(installed)) return;
  say('installing npm packages');
  run(['npm', 'ci', '--no-audit', '--no-fund']);
}

function generatePrismaClient() {
  const client = join(root, 'src', 'db', 'generated', 'client.ts');
  if (existsSync(client) && newest(join(root, 'prisma', 'schema.prisma')) <= newest(client)) return;
  say('generating the Prisma client');
  run(['npx', '--no-install', 'prisma', 'generate']);
}

function installSystemPackages() {
  const missing = [];
  if (find('redis-server', 'valkey-server') === undefined) missing.push('redis');
  if (!hasFfmpeg()) missing.push('ffmpeg');
  if (forTests && !hasChromium()) missing.push('chromium');
  if (forTests && find('apt-get') !== undefined && !existsSync(SWIFT_PACKAGE)) missing.push('python3-swift');
  if (missing.length === 0) return;

  const manager = managers.find(({ program }) => find(program) !== undefined);
  if (manager === undefined)
    fail(`please install ${missing.join(' and ')}: there is no package manager known to this script`);
  const names = missing.map((name) => manager.names[name] ?? name);
  const sudo = process.getuid?.() === 0 || manager.asUser ? [] : ['sudo'];
  const command = [...sudo, ...manager.install, ...names];
  if (sudo.length > 0 && find('sudo') === undefined) fail(`please run as root: ${command.slice(1).join(' ')}`);

  const why = forTests ? ', what only the tests need included' : '';
  say(`installing ${names.join(' and ')} with ${manager.program}${why}`);
  if (manager.refresh !== undefined) run([...sudo, ...manager.refresh]);
  run(command);
}

function hasFfmpeg() {
  if (process.env.FFMPEG_PATH && isExecutable(process.env.FFMPEG_PATH)) return true;
  return isExecutable(bundledFfmpeg()) || find('ffmpeg') !== undefined;
}

/** As test/helpers/browser.ts looks for it. */
function hasChromium() {
  return find('chromium', 'chromium-browser', 'google-chrome') !== undefined || isExecutable(MAC_CHROME);
}

/** An optional dependency: absent where its download host is out of reach. */
function bundledFfmpeg() {
  try {
    return require('ffmpeg-static');
  } catch {
    return undefined;
  }
}

function find(...names) {
  const dirs = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...SERVER_DIRS];
  return names.flatMap((name) => dirs.map((dir) => join(dir, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function newest(path) {
  return statSync(path).mtimeMs;
}

/** Runs a command with its output on standard error; names it where it fails, to be run by hand. */
function run([program, ...args]) {
  // RUNLEVEL=1 keeps Debian's packages from starting a server that nobody asked for.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const { status, error } = spawnSync(program, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    fail(`this failed${error ? ` (${error.message})` : ''}; please run it by hand: ${[program, ...args].join(' ')}`);
}

function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
