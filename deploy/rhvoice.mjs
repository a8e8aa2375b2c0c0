// Unpacks RHVoice and its free Russian voices from packages of Debian or Ubuntu into var/rhvoice, and changes nothing in
// the system: apt gets folders and a list of sources of its own, and checks what it downloads against the signed index.
// Uses no npm packages, because setup.mjs runs it before they are installed. Usage: node deploy/rhvoice.mjs
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../var', import.meta.url));
const target = join(folder, 'rhvoice');
// Everyone may use these for any purpose. The other voices of the package may not be used commercially.
const FREE_VOICES = new Set(['anna', 'irina', 'elena', 'aleksandr']);
// The package with the voices is where Debian and Ubuntu keep what is not entirely free.
const COMPONENTS = { debian: 'main non-free', ubuntu: 'main universe multiverse' };

if (!existsSync(target)) install();

function install() {
  mkdirSync(folder, { recursive: true });
  const dir = mkdtempSync(join(folder, 'rhvoice-'));
  try {
    unpack(dir);
    removeOthers(join(dir, 'root'));
    renameSync(join(dir, 'root'), target);
  } catch (error) {
    // Another set-up was faster.
    if (existsSync(target)) return;
    process.stderr.write(`rhvoice: ${error.message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function unpack(dir) {
  const apt = prepareApt(dir);
  run('apt-get', [...apt, 'update', '-qq']);
  // The number in the name changes with the release.
  const library = linesOf('apt-cache', [...apt, 'pkgnames', 'librhvoice']).find((name) => /^librhvoice\d+$/.test(name));
  if (library === undefined) throw new Error('this release has no package of it');
  const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const needed = linesOf('apt-cache', [...apt, 'depends', '--recurse', ...kinds, library]);
  const libraries = needed.filter((name) => /^(librhvoice|libsonic)/.test(name));
  const packages = join(dir, 'packages');
  mkdirSync(packages);
  run('apt-get', [...apt, 'download', '-qq', 'rhvoice-russian', ...new Set([library, ...libraries])], packages);
  for (const name of readdirSync(packages)) run('dpkg-deb', ['-x', join(packages, name), join(dir, 'root')]);
}

/** Returns options with which apt neither reads nor writes the system's own lists. */
function prepareApt(dir) {
  const list = join(dir, 'sources.list');
  writeFileSync(list, sources().join('\n'));
  for (const name of ['state/lists/partial', 'cache/archives/partial']) mkdirSync(join(dir, name), { recursive: true });
  const options = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State': join(dir, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(dir, 'cache'),
    'APT::Sandbox::User': '',
    'Acquire::Retries': '3',
    'Acquire::http::Timeout': '20',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Returns the system's own sources, with the components that the packages are in. */
function sources() {
  const { ID = '', ID_LIKE = '', VERSION_CODENAME = '' } = readRelease();
  const components = COMPONENTS[ID] ?? (/ubuntu/.test(ID_LIKE) ? COMPONENTS.ubuntu : COMPONENTS.debian);
  const found = [...new Set(sourceFiles().flatMap((text) => [...fromList(text), ...fromParagraphs(text)]))]
    .filter(({ suites }) => suites.includes(VERSION_CODENAME))
    .map(({ options, uri }) => `deb ${options} ${uri} ${VERSION_CODENAME} ${components}`);
  if (found.length === 0) throw new Error('apt has no source for this release');
  return found;
}

function fromList(text) {
  const lines = [...text.matchAll(/^deb\s+(\[[^\]\n]*\])?\s*(\S+)\s+(\S+)\s+\S/gm)];
  return lines.map(([, options = '', uri, suite]) => ({ options, uri, suites: [suite] }));
}

function fromParagraphs(text) {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const value = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(paragraph)?.[1].trim() ?? '';
    const key = value('Signed-By');
    const options = key.startsWith('/') ? `[signed-by=${key}]` : '';
    const uris = value('URIs').split(/\s+/).filter(Boolean);
    return uris.map((uri) => ({ options, uri, suites: value('Suites').split(/\s+/) }));
  });
}

function sourceFiles() {
  const parts = '/etc/apt/sources.list.d';
  const names = existsSync(parts) ? readdirSync(parts).filter((name) => /\.(list|sources)$/.test(name)) : [];
  const paths = ['/etc/apt/sources.list', ...names.map((name) => join(parts, name))];
  return paths.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
}

function readRelease() {
  const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^(\w+)="?([^"\n]*)"?$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
}

/** Leaves the libraries, the language, the free voices and the licences. */
function removeOthers(root) {
  const data = join(root, 'usr', 'share', 'RHVoice');
  const voices = readdirSync(join(data, 'voices'));
  const others = voices.filter((name) => !FREE_VOICES.has(name)).map((name) => join(data, 'voices', name));
  const unused = ['usr/bin', 'usr/share/dbus-1', 'usr/share/man'].map((name) => join(root, name));
  for (const path of [...others, ...unused]) rmSync(path, { recursive: true, force: true });
}

function linesOf(program, args) {
  return run(program, args).split('\n');
}

function run(program, args, cwd = folder) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
    // Names of voices and messages do not depend on the language.
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.split('\n').find((line) => /^E: /.test(line)) ?? stderr.split('\n')[0];
  throw new Error(`${program} ${args.find((arg) => /^[a-z]/.test(arg) && !arg.includes('=')) ?? ''} failed: ${reason}`);
}
