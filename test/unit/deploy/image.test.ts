import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

/** Not those in comments: the generated client shows some. */
const RELATIVE_IMPORT = /^(?!\s*(?:\*|\/)).*(?:from|import)\s*\(?["'](\.[^"']*)["']/gm;

// The rest of it the compiler holds: erasableSyntaxOnly, verbatimModuleSyntax. The image's build imports every file.
test('sources, the generated ones too, import files by the names they have, so that Node runs them without a loader', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const imported = sources.flatMap((path) =>
    [...readFileSync(join('src', path), 'utf8').matchAll(RELATIVE_IMPORT)].map(([, name = '']) =>
      join('src', dirname(path), name),
    ),
  );
  expect(imported).toContain('src/db/generated/enums.ts');
  expect(imported.filter((path) => !existsSync(path))).toEqual([]);
});

/** Makes a copy of the project as the image's build prunes it; its packages are links, which takes nothing from ours. */
async function pruneCopy(): Promise<string> {
  // Beside the packages: links do not reach across file systems.
  const dir = mkdtempSync(join('node_modules', '.pruned-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const entry of readdirSync('node_modules', { recursive: true, withFileTypes: true })) {
    if (entry.parentPath.startsWith(join('node_modules', '.p'))) continue;
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) mkdirSync(join(dir, path), { recursive: true });
    if (entry.isFile()) linkSync(path, join(dir, path));
  }
  for (const name of ['src', 'deploy', 'package.json']) cpSync(name, join(dir, name), { recursive: true });
  await execa('node', ['deploy/prune.mjs'], { cwd: dir });
  return dir;
}

test('of the packages the image keeps what draws an emoji, and not the compiler', async () => {
  const dir = await pruneCopy();
  const script =
    "const { loadEmoji } = await import('#root/montage/emoji.js'); console.log((await loadEmoji(['🎉'])).size)";
  const tsx = new URL('../../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
  const { stdout } = await execa('node', ['--import', tsx, '--input-type=module', '-e', script], { cwd: dir });
  expect(stdout).toBe('1');
  expect(existsSync(join(dir, 'node_modules', 'typescript'))).toBe(false);
});
