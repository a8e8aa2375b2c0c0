import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

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
