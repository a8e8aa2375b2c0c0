import { fileURLToPath } from 'node:url';
import { checkStructure } from './check-structure.js';

const findings = checkStructure(fileURLToPath(new URL('../../src', import.meta.url)));
for (const finding of findings) process.stderr.write(`${finding}\n`);
if (findings.length > 0) {
  process.stderr.write('Imports go down only; test/structure/layers.ts lists the floors.\n');
  process.exitCode = 1;
}
