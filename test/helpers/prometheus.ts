import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '#root/embedded/programs.js';

// Where deploy/setup.mjs --test unpacks Debian's package.
const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/prometheus/usr/bin', import.meta.url));

/** Returns the path of one of Prometheus' programs, or undefined where the machine has none and none could be had. */
export function findPrometheus(name: 'prometheus' | 'promtool'): Promise<string | undefined> {
  return findProgram([name], `${process.env.PATH}${delimiter}${UNPACKED}`);
}
