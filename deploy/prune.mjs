// Removes from node_modules everything that no process of the image reads, and reports it. Usage: node deploy/prune.mjs
// The sources name the needed fonts and emoji lists. A font or emoji package without a needed file is an error.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const FONTS = '@expo-google-fonts/';
const EMOJI = '@iconify-json/';
const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');

const sources = filesIn(join(root, 'src', 'montage'))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(path, 'utf8'));
const fonts = neededFonts();
const emojiLists = neededEmojiLists();
assertNeeded(FONTS, fonts);
assertNeeded(EMOJI, emojiLists);
removeOtherPackages();

const rules = [
  { name: 'unused font files', drops: (path) => path.startsWith(FONTS) && !isKept(path, fonts) },
  { name: 'unused emoji lists', drops: (path) => path.startsWith(EMOJI) && !isKept(path, emojiLists) },
  {
    name: 'query compilers that the generated client does not use',
    drops: (path) => /^@prisma\/client\/runtime\/query_/.test(path) && !/small_bg\.postgresql.*\.mjs$/.test(path),
  },
  { name: 'source maps', drops: (path) => /\.map$/.test(path) },
  { name: 'TypeScript and type declarations', drops: (path) => /\.[cm]?ts$|\.flow$/.test(path) },
  { name: 'documents', drops: (path) => /\.(md|markdown)$/i.test(path) && !/licen[cs]e|notice/i.test(basename(path)) },
];

const removed = new Map(rules.map(({ name }) => [name, 0]));
for (const path of filesIn(modules)) {
  const name = relative(modules, path);
  const rule = rules.find(({ drops }) => drops(name));
  if (rule === undefined) continue;
  removed.set(rule.name, removed.get(rule.name) + statSync(path).size);
  rmSync(path);
}
for (const [name, bytes] of removed) process.stdout.write(`pruned: ${(bytes / 1e6).toFixed(1)} MB of ${name}\n`);

/**
 * Keeps the packages that production code can reach. npm itself would also keep development packages that are an
 * optional peer of another one, as Prisma's command and its studio are of Prisma's client.
 */
function removeOtherPackages() {
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const reachable = new Set();
  const open = Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ name, from: '' }));
  for (const { name, from } of open) {
    const path = locate(name, from, packages);
    if (path === undefined || reachable.has(path)) continue;
    reachable.add(path);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path];
    const peers = Object.keys(peerDependencies ?? {}).filter((peer) => !peerDependenciesMeta?.[peer]?.optional);
    const needed = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
    open.push(...needed.map((need) => ({ name: need, from: path })));
  }
  const others = Object.keys(packages).filter((path) => !reachable.has(path));
  for (const path of others) rmSync(join(root, path), { recursive: true, force: true });
  for (const name of ['.bin', '.cache']) rmSync(join(modules, name), { recursive: true, force: true });
  rmSync(join(modules, '.package-lock.json'));
  removeEmptyScopes();
  const all = others.length + reachable.size;
  process.stdout.write(`pruned: ${others.length} of ${all} packages, used in development only\n`);
}

/** Returns the path at which a package finds another: in its own folder, or in a folder further up. */
function locate(name, from, packages) {
  for (let dir = from; ; dir = dirname(dir)) {
    const path = join(dir === '.' ? '' : dir, 'node_modules', name);
    if (packages[path] !== undefined) return path;
    if (dir === '' || dir === '.') return undefined;
  }
}

function removeEmptyScopes() {
  for (const name of readdirSync(modules)) {
    if (name.startsWith('@') && readdirSync(join(modules, name)).length === 0)
      rmSync(join(modules, name), { recursive: true });
  }
}

function neededFonts() {
  const literal = matches(/'@expo-google-fonts\/([^'`$]+\.ttf)'/g);
  // notoSans() in src/montage/text/fallback-fonts.ts composes the names in the same way.
  const fallback = matches(/notoSans\('([a-z0-9-]*)', '(\w*)'(?:, '(\w+)')?\)/g);
  return new Set([
    ...literal.map(([, file]) => `${FONTS}${file}`),
    ...fallback.map(([, script, name, style = '700Bold']) => {
      const folder = ['noto-sans', script].filter(Boolean).join('-');
      return `${FONTS}${folder}/${style}/NotoSans${name}_${style}.ttf`;
    }),
  ]);
}

/** src/montage/pictures/emoji.ts names the sets, and the files that it reads of each. */
function neededEmojiLists() {
  const files = matches(/`\$\{set\}\/([a-z]+\.json)`/g).map(([, file]) => file);
  return new Set(matches(/'(@iconify-json\/[^']+)'/g).flatMap(([, set]) => files.map((file) => `${set}/${file}`)));
}

function matches(pattern) {
  return sources.flatMap((text) => [...text.matchAll(pattern)]);
}

/** Fails if a needed file does not exist, or if a package of the scope has no needed file. */
function assertNeeded(scope, files) {
  for (const file of files) statSync(join(modules, file));
  const unused = readdirSync(join(modules, scope)).filter(
    (name) => ![...files].some((file) => file.startsWith(`${scope}${name}/`)),
  );
  if (unused.length > 0) {
    process.stderr.write(
      `prune: src/montage names no file of ${unused.join(', ')}. Remove the package, or extend this script.\n`,
    );
    process.exit(1);
  }
}

function isKept(path, files) {
  return files.has(path) || /\/(package\.json|LICENSE[^/]*)$/.test(path);
}

function filesIn(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
