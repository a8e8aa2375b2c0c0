// Ends the process with one line if there is no folder for temporary files. npm, tsx, ffmpeg and the services need one,
// and some of them would hang or print a stack trace. Uses no npm packages, because setup.mjs imports it.
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const dir = resolve(tmpdir());
try {
  rmdirSync(mkdtempSync(join(dir, 'zdravitsa-')));
} catch (error) {
  process.stderr.write(
    `zdravitsa: no temporary files can be made in ${dir} (${error.code}): name another folder in TMPDIR\n`,
  );
  process.exit(1);
}
