// Loads a bundle with the code that V8 compiled for an earlier process of the same command. Loaded by --require.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

/** @type {{ _extensions: Record<string, (module: NodeModule, filename: string) => void> }} */
const { _extensions: extensions } = /** @type {any} */ (Module);

/** @type {Map<string, import('node:vm').Script>} */
const unsaved = new Map();
process.once('exit', save);
// Most tests kill a process before it ends by itself.
setTimeout(save, 5_000).unref();

function save() {
  for (const [cache, script] of unsaved) write(cache, script);
  unsaved.clear();
}

extensions['.cjs'] = (module, filename) => {
  // Each command runs other functions of the same file, and the cache holds those that ran. All are in the folder of the
  // bundles, which is removed at the end.
  const cache = `${process.argv[1]}.${filename.replaceAll('/', '+')}.cache`;
  const cachedData = read(cache);
  const script = new Script(Module.wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) unsaved.set(cache, script);
  const require = Module.createRequire(filename);
  script.runInThisContext().call(module.exports, module.exports, require, module, filename, dirname(filename));
};

/**
 * @param {string} file
 * @returns {Buffer | undefined}
 */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * Several processes of a command may end at the same time.
 *
 * @param {string} file
 * @param {Script} script
 */
function write(file, script) {
  const part = `${file}.${process.pid}`;
  writeFileSync(part, script.createCachedData());
  renameSync(part, file);
}
