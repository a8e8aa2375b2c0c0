import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const LINK = /\]\(([^)\s]+)\)/g;
const PATH = /`((?:src|test|deploy|docs|prisma)\/[\w@./*-]+)`/g;
const NAME_IN_FILE = /`(\w+)` (?:in|of) `(src\/[\w/.-]+\.ts)`/g;
const COMMAND = /npm run (?:--silent )?([\w-]+)/g;

const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'deploy/README.md'].concat(
  pages.map((path) => join('docs', path)),
);
const read = (path: string) => readFileSync(path, 'utf8');
const found = (document: string, pattern: RegExp) => [...read(document).matchAll(pattern)];

/** Returns the anchors of a document's headings, as GitHub makes them. */
function anchorsOf(path: string): string[] {
  return found(path, /^#+ (.+)$/gm).map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Takes a path that may end in an asterisk. */
function exists(path: string): boolean {
  if (!path.includes('*')) return existsSync(path);
  return readdirSync(dirname(path)).some((name) => name.startsWith(basename(path).replace(/\*.*/, '')));
}

function isBroken(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !(statSync(target).isFile() && anchorsOf(target).includes(anchor));
}

describe.each(documents)('%s', (document) => {
  test('links to files and headings that exist', () => {
    const links = found(document, LINK).map(([, link = '']) => link);
    expect(links.filter((link) => !/^https?:/.test(link) && isBroken(document, link))).toEqual([]);
  });

  test('names files that exist, and functions that are in them', () => {
    const paths = found(document, PATH).map(([, path = '']) => path);
    expect(paths.filter((path) => !exists(path))).toEqual([]);
    const named = found(document, NAME_IN_FILE).filter(([, name = '', path = '']) => !read(path).includes(name));
    expect(named.map(([text]) => text)).toEqual([]);
  });

  test('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const commands = found(document, COMMAND).map(([, command = '']) => command);
    expect(commands.filter((command) => scripts[command] === undefined)).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  const names = (document: string) => new Set(found(document, /`(\w+)`/g).map(([, name]) => name));

  test('explains every alert', () => {
    const alerts = found('deploy/monitoring/rules.yml', /- alert: (\w+)/g).map(([, name]) => name);
    expect(alerts.length).toBeGreaterThan(10);
    expect(alerts.filter((name) => !names('docs/operations.md').has(name))).toEqual([]);
  });

  test('explains every metric, and no other', () => {
    const sources = readdirSync('src/metrics').map((name) => join('src/metrics', name));
    const metrics = sources.flatMap((path) => found(path, /'(zdravitsa_\w+)'/g).map(([, name]) => name));
    const explained = [...names('docs/operations.md')].filter((name) => name?.startsWith('zdravitsa_'));
    expect(metrics.length).toBeGreaterThan(5);
    expect(explained.toSorted()).toEqual(metrics.toSorted());
  });
});
