// Installs what is missing to run the project on this machine, and nothing else. No dependencies of its own: it is
// what brings them. Says what it does on standard error; does nothing, in a blink, when nothing is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(root, 'package.json'));
// The tests drive a browser, a Prometheus, and an S3 store that checks signatures where one is packaged; nothing else does.
const forTests = process.argv.includes('--test');
const isRoot = process.getuid?.() === 0;
// As test/helpers/prometheus.ts looks for it.
const UNPACKED_PROMETHEUS = join(root, 'node_modules', '.cache', 'prometheus');
const SERVER_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
// As test/helpers/s3-server.ts looks for it.
const SWIFT_PACKAGE = '/usr/lib/python3/dist-packages/swift';
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

// The last two keep Debian's packages from starting a server that nobody asked for: invoke-rc.d(8), and
// https://systemd.io/ENVIRONMENT, by which systemctl starts nothing.
const packaging = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', SYSTEMD_OFFLINE: '1' };

/** By package manager: how to install, and the name of each package where it differs. */
const managers = [
  {
    program: 'apt-get',
    refresh: ['apt-get', 'update', '-qq'],
    install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'],
    names: { redis: 'redis-server' },
    download: ['apt-get', 'download', '-qq', '-o', 'APT::Sandbox::User=root'],
  },
  {
    program: 'dnf',
    install: ['dnf', 'install', '-y'],
    names: { ffmpeg: 'ffmpeg-free', prometheus: '/usr/bin/promtool' },
  },
  { program: 'apk', install: ['apk', 'add'], names: {} },
  { program: 'pacman', install: ['pacman', '-S', '--noconfirm'], names: {} },
  {
    program: 'zypper',
    install: ['zypper', '--non-interactive', 'install'],
    names: { prometheus: 'golang-github-prometheus-prometheus' },
  },
  { program: 'brew', install: ['brew', 'install'], names: { chromium: 'google-chrome' }, asUser: true },
];

checkNode();
installNpmPackages();
generatePrismaClient();
installSystemPackages();
if (forTests) bringPrometheus();

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

  const manager = findManager();
  if (manager === undefined)
    fail(`please install ${missing.join(' and ')}: there is no package manager known to this script`);
  const command = installCommand(manager, missing);
  if (command[0] === 'sudo' && find('sudo') === undefined) fail(`please run as root: ${command.slice(1).join(' ')}`);

  const why = forTests ? ', what only the tests need included' : '';
  say(`installing ${missing.join(' and ')} with ${manager.program}${why}`);
  if (manager.refresh !== undefined) run(asRoot(manager, manager.refresh));
  run(command);
}

/** Where it cannot be had, the tests that drive it are skipped, and say so. */
function bringPrometheus() {
  if (hasPrometheus()) return;
  const manager = findManager();
  const problem = manager === undefined ? 'no package manager is known to this script' : fetchPrometheus(manager);
  if (problem !== undefined) say(`no Prometheus: ${problem}. Its tests will be skipped`);
}

function fetchPrometheus(manager) {
  say(`bringing Prometheus with ${manager.program}, for the tests`);
  if (manager.refresh !== undefined && isRoot) attempt(manager.refresh);
  if (manager.download === undefined) return attempt(installCommand(manager, ['prometheus']));
  // Debian's package, installed, starts a server and lets it start with the machine; its programs run without that.
  const dir = `${UNPACKED_PROMETHEUS}.new`;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const problem =
    attempt([...manager.download, 'prometheus'], dir) ?? attempt(['sh', '-c', 'dpkg-deb -x *.deb . && rm *.deb'], dir);
  if (problem === undefined) renameSync(dir, UNPACKED_PROMETHEUS);
  return problem;
}

function hasPrometheus() {
  return ['prometheus', 'promtool'].every(
    (name) => find(name) !== undefined || isExecutable(join(UNPACKED_PROMETHEUS, 'usr', 'bin', name)),
  );
}

function findManager() {
  return managers.find(({ program }) => find(program) !== undefined);
}

function installCommand(manager, packages) {
  return asRoot(manager, [...manager.install, ...packages.map((name) => manager.names[name] ?? name)]);
}

function asRoot(manager, command) {
  // What sudo would not hand on.
  const env = Object.entries(packaging).map(([name, value]) => `${name}=${value}`);
  return isRoot || manager.asUser ? command : ['sudo', 'env', ...env, ...command];
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

/** Runs a command with its output on standard error. Returns what is wrong where it fails, to be run by hand. */
function attempt([program, ...args], cwd = root) {
  const { status, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...packaging },
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return undefined;
  return `this failed${error ? ` (${error.message})` : ''}; please run it by hand: ${[program, ...args].join(' ')}`;
}

function run(command) {
  const problem = attempt(command);
  if (problem !== undefined) fail(problem);
}

function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
