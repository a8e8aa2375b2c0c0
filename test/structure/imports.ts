import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';

/** An import of one file of src by another, with paths relative to src. */
export interface Import {
  from: string;
  to: string;
  /** Whether the import is erased when the file runs. */
  isType: boolean;
}

// `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`, over several lines too.
const IMPORT = /\b(?:import|export)\s+(type\s)?(?:[^'";()]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

/** Returns the imports of a file that lead to other files of the project. */
export function importsOf(file: string, root: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return Array.from(source.matchAll(IMPORT)).flatMap(([, type, fixed, loaded]) => {
    const to = resolve(file, fixed ?? loaded ?? '');
    return to === undefined ? [] : [{ from: file, to, isType: type !== undefined }];
  });
}

function resolve(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('#root/')
    ? specifier.slice('#root/'.length)
    : specifier.startsWith('.')
      ? relative('.', join(dirname(from), specifier))
      : undefined;
  return path?.replace(/\.js$/, '.ts');
}
