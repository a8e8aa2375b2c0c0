import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** Skips comments, because those of the generated client contain imports. */
const RELATIVE_IMPORT = /^(?!\s*(?:\*|\/)).*(?:from|import)\s*\(?["'](\.[^"']*)["']/gm;

/** The file of a package itself, not of a folder in it. */
const PACKAGE_FILE = /(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/;

/** The folder of the package that a file belongs to. */
const PACKAGE = /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/;

const names = z.record(z.string(), z.string()).optional();
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
      dependencies: names,
      optionalDependencies: names,
      peerDependencies: names,
    }),
  ),
});

// The compiler checks the rest (erasableSyntaxOnly, verbatimModuleSyntax), and the image's build imports every file.
test('sources and generated files import files by their real names, so that Node runs them without a loader', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.d)\.ts$/.test(path),
  );
  const imported = sources.flatMap((path) =>
    [...readFileSync(join('src', path), 'utf8').matchAll(RELATIVE_IMPORT)].map(([, name = '']) =>
      join('src', dirname(path), name),
    ),
  );
  expect(imported).toContain('src/db/generated/enums.ts');
  expect(imported.filter((path) => !existsSync(path))).toEqual([]);
});

describe('the pruned packages', () => {
  let dir: string;

  // A copy of the project with hard links to the packages, so that pruning removes nothing from node_modules.
  beforeAll(async () => {
    // Next to the packages, because hard links cannot cross file systems.
    dir = mkdtempSync(join('node_modules', '.pruned-'));
    // Of the others, which are removed as a whole, their names suffice.
    const whole = new Set(production());
    for (const entry of readdirSync('node_modules', { recursive: true, withFileTypes: true })) {
      if (entry.parentPath.startsWith(join('node_modules', '.p'))) continue;
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) mkdirSync(join(dir, path), { recursive: true });
      const isWhole = whole.has(PACKAGE.exec(path)?.[0] ?? '') || dirname(path) === 'node_modules';
      if (entry.isFile() && (isWhole || entry.name === 'package.json')) linkSync(path, join(dir, path));
    }
    for (const name of ['src', 'deploy', 'package.json']) cpSync(name, join(dir, name), { recursive: true });
    await execa('node', ['deploy/prune.mjs'], { cwd: dir });
  });

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('suffice to draw an emoji', async () => {
    const script =
      "const { loadEmoji } = await import('#root/montage/pictures/emoji.js'); console.log((await loadEmoji(['🎉'])).size)";
    const tsx = new URL('../../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
    const { stdout } = await execa('node', ['--import', tsx, '--input-type=module', '-e', script], { cwd: dir });
    expect(stdout).toBe('1');
  });

  test('are exactly those that npm marks as needed in production', () => {
    const files = readdirSync(join(dir, 'node_modules'), { recursive: true, encoding: 'utf8' });
    const left = files.filter((path) => PACKAGE_FILE.test(path)).map((path) => join('node_modules', dirname(path)));
    expect(left.length).toBeGreaterThan(100);
    expect(left.sort()).toEqual(production().sort());
  });
});

/** Returns the paths of the packages that npm does not mark as development packages. */
function production(): string[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const unmarked = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  // devOptional: a development package that is also an optional peer, as Prisma's command is of its client, or that an
  // optional package depends on. Only the latter are needed.
  const shared = new Map(Object.entries(packages).filter(([, { devOptional }]) => devOptional));
  for (const [from, { dependencies, optional, devOptional }] of unmarked) {
    if ((!optional && !devOptional) || !existsSync(from)) continue;
    for (const name of Object.keys(dependencies ?? {})) {
      const own = join(from, 'node_modules', name);
      const path = own in packages ? own : join('node_modules', name);
      const found = shared.get(path);
      if (found !== undefined && shared.delete(path)) unmarked.push([path, found]);
    }
  }
  const needed = new Set(
    unmarked.flatMap(([, { dependencies, optionalDependencies, peerDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }),
    ),
  );
  // A compiler's package for one platform has no mark. Packages for other platforms are not installed.
  return unmarked
    .map(([path]) => path)
    .filter((path) => needed.has(path.split('node_modules/').at(-1) ?? '') && existsSync(path));
}

describe('Dockerfile', () => {
  const instructions = readFileSync('Dockerfile', 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const image = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
  const argumentsOf = (name: string) =>
    image.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

  test('switches to a numeric user that is not root', () => {
    expect(argumentsOf('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(image.findLastIndex((line) => /^(COPY|ADD|RUN) /.test(line))).toBeLessThan(
      image.findIndex((line) => line.startsWith('USER ')),
    );
  });

  test('lets that user write to the folders of data, voices and secrets only', () => {
    expect(instructions.filter((line) => /^(COPY|ADD) .*--ch(own|mod)/.test(line))).toEqual([]);
    const changes = argumentsOf('RUN')
      .flatMap((line) => line.match(/\bch(own|mod) [^&|;]*/g) ?? [])
      .map((command) => command.trim());
    expect(changes).toEqual(['chmod a-s {} +', 'chown node:node /data /voices /run/secrets']);
  });

  test('starts processes below an init and checks their health', () => {
    expect(JSON.parse(argumentsOf('ENTRYPOINT').at(-1) ?? '').slice(0, 2)).toEqual(['tini', '--']);
    const [, check = ''] = argumentsOf('HEALTHCHECK').at(-1)?.split('CMD ') ?? [];
    const [program, file] = JSON.parse(check);
    expect([program, existsSync(file)]).toEqual(['node', true]);
  });
});
