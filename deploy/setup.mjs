// Installs the missing packages that the project needs on this machine. Uses no npm packages, because it installs them.
// Reports each action on standard error. Ends within milliseconds if nothing is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './temporary-folder.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(root, 'package.json'));
// Only the tests need a browser, Prometheus, and on Debian an S3 server that checks signatures.
const forTests = process.argv.includes('--test');
const isRoot = process.getuid?.() === 0;
// test/helpers/prometheus.ts looks here.
const UNPACKED_PROMETHEUS = join(root, 'node_modules', '.cache', 'prometheus');
const SERVER_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
// test/helpers/s3-server.ts looks here.
const SWIFT_PACKAGE = '/usr/lib/python3/dist-packages/swift';
const DAY_MS = 24 * 3_600_000;
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

// The last two keep Debian's packages from starting a server: invoke-rc.d(8) reads RUNLEVEL, and systemctl reads
// SYSTEMD_OFFLINE (https://systemd.io/ENVIRONMENT).
const packaging = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', SYSTEMD_OFFLINE: '1' };

/** The command of each package manager, and the names of packages that differ there. */
const managers = [
  {
    program: 'apt-get',
    refresh: ['apt-get', 'update', '-qq'],
    install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'],
    names: { redis: 'redis-server', chromium: 'chromium-headless-shell' },
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
checkPath();
installNpmPackages();
generatePrismaClient();
installSystemPackages();
installRhvoice();
if (forTests) installPrometheus();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
}

/** tsx takes some signs in a path for those of a URL or a pattern, Vite more of them, and npm joins folders by colons. */
function checkPath() {
  const sign = (forTests ? /[?*#%:]/ : /[?*]/).exec(root)?.[0];
  if (sign === undefined) return;
  const what = forTests ? 'the tests cannot run' : 'the project cannot run';
  fail(`${what} in ${root} because of the "${sign}" in the path: please move it`);
}

function installNpmPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const isCurrent = existsSync(installed) && newest(join(root, 'package-lock.json')) <= newest(installed);
  // A development package. It is missing if the packages were installed for production.
  if (isCurrent && existsSync(join(root, 'node_modules', 'tsx'))) return;
  say('installing npm packages');
  // NODE_ENV and the person's npm settings may leave packages out, or refuse those that want a newer Node.
  run(['npm', 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--no-engine-strict']);
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
  if (manager === undefined) fail(`please install ${missing.join(' and ')}: no known package manager was found`);
  const command = installCommand(manager, missing);
  if (command[0] === 'sudo' && find('sudo') === undefined) fail(`please run as root: ${command.slice(1).join(' ')}`);

  const why = forTests ? ', including packages for the tests' : '';
  say(`installing ${missing.join(' and ')} with ${manager.program}${why}`);
  if (manager.refresh !== undefined) run(asRoot(manager, manager.refresh));
  run(command);
}

/** Without it, another engine speaks Russian. A failure is reported once a day, so that it does not delay every demo. */
function installRhvoice() {
  if (existsSync(join(root, 'var', 'rhvoice')) || find('apt-get') === undefined) return;
  const failed = join(root, 'var', 'rhvoice-failed');
  if (existsSync(failed) && Date.now() - newest(failed) < DAY_MS) return;
  say('fetching RHVoice, the natural Russian voices (110 MB)');
  const { status } = spawnSync(process.execPath, [join(root, 'deploy', 'rhvoice.mjs')], { stdio: ['ignore', 2, 2] });
  rmSync(failed, { force: true });
  if (status === 0) return;
  say('RHVoice is not installed: Russian will be spoken by the next engine of TTS_ENGINES');
  mkdirSync(dirname(failed), { recursive: true });
  writeFileSync(failed, '');
}

/** If it cannot be installed, its tests are skipped and report that. */
function installPrometheus() {
  if (hasPrometheus()) return;
  const manager = findManager();
  const problem = manager === undefined ? 'no known package manager was found' : fetchPrometheus(manager);
  if (problem !== undefined) say(`Prometheus is not installed: ${problem}. Its tests will be skipped`);
}

function fetchPrometheus(manager) {
  say(`fetching Prometheus with ${manager.program}, for the tests`);
  if (manager.refresh !== undefined && isRoot) attempt(manager.refresh);
  if (manager.download === undefined) return attempt(installCommand(manager, ['prometheus']));
  // An installed package of Debian starts a server now and at every boot. Its programs run unpacked as well.
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
  // sudo does not pass the environment on.
  const env = Object.entries(packaging).map(([name, value]) => `${name}=${value}`);
  return isRoot || manager.asUser ? command : ['sudo', 'env', ...env, ...command];
}

function hasFfmpeg() {
  if (process.env.FFMPEG_PATH && isExecutable(process.env.FFMPEG_PATH)) return true;
  return isExecutable(bundledFfmpeg()) || find('ffmpeg') !== undefined;
}

/** test/helpers/browser.ts looks for the same programs. */
function hasChromium() {
  return (
    find('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome') !== undefined ||
    isExecutable(MAC_CHROME)
  );
}

/** Returns undefined if npm skipped the package, which is optional: its binary could not be downloaded. */
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

/** Runs a command with its output on standard error. If it fails, returns the reason and the command to run by hand. */
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
