import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rememberReads } from '#root/tts/engines/remember-reads.js';
import { type RhvoiceVoice, rhvoiceVoices } from '#root/tts/engines/rhvoice/voices.js';

/** RHVoice as it is found on this machine. */
export interface RhvoiceInstallation {
  /** Paths of its libraries, each after those that it needs. */
  libraries: readonly string[];
  /** Folder of its languages and voices. */
  data: string;
  /** Voices that are there. Their revisions contain the versions of the library and of the data. */
  voices: readonly RhvoiceVoice[];
}

/** Where to look: what deploy/rhvoice.mjs unpacked, then what is installed in the system. */
export const PREFIXES: readonly string[] = [join('var', 'rhvoice', 'usr'), '/usr', '/usr/local'];

const TRIPLETS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const LIBRARY_DIRS = [join('lib', TRIPLETS[process.arch] ?? ''), 'lib64', 'lib'];
// A library may be installed without those that it needs, if the system finds them by itself.
const CORE = /^libRHVoice_core\.so\.\d+$/;
const LIBRARIES = [/^libsonic\.so\.\d+$/, CORE, /^libRHVoice\.so\.5$/];

/** The libraries in a folder, and their version: that in the name of the file with the synthesis, 7.0.0 in Debian 12. */
interface Libraries {
  paths: readonly string[];
  version: string;
}

/** Returns a function that returns the first installation that has a voice, or undefined. It is cheap if nothing changed. */
export function createRhvoiceFinder(prefixes: readonly string[]): () => Promise<RhvoiceInstallation | undefined> {
  const librariesIn = rememberReads(readLibraries);
  const versionIn = rememberReads(readVersion);

  async function findLibraries(prefix: string): Promise<Libraries | undefined> {
    for (const dir of LIBRARY_DIRS) {
      const found = await librariesIn(join(prefix, dir)).catch(() => undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async function findVoices(data: string, library: string): Promise<RhvoiceVoice[]> {
    const language = await versionIn(join(data, 'languages', 'Russian', 'language.info'));
    if (language === undefined) return [];
    const found = await Promise.all(
      rhvoiceVoices.map(async (voice) => {
        const version = await versionIn(join(data, 'voices', voice.profile.toLowerCase(), 'voice.info'));
        if (version === undefined) return undefined;
        return { ...voice, revision: `${voice.revision}/${library}/${language}/${version}` };
      }),
    );
    return found.filter((voice) => voice !== undefined);
  }

  return async () => {
    for (const prefix of prefixes) {
      const libraries = await findLibraries(prefix);
      if (libraries === undefined) continue;
      const data = join(prefix, 'share', 'RHVoice');
      const voices = await findVoices(data, libraries.version);
      if (voices.length > 0) return { libraries: libraries.paths, data, voices };
    }
    return undefined;
  };
}

async function readLibraries(dir: string): Promise<Libraries | undefined> {
  const names = await readdir(dir);
  const found = LIBRARIES.map((pattern) => names.find((name) => pattern.test(name)));
  const last = found.at(-1);
  if (last === undefined) return undefined;
  const core = found.find((name) => name !== undefined && CORE.test(name)) ?? last;
  return {
    paths: found.filter((name) => name !== undefined).map((name) => join(dir, name)),
    version: basename(await realpath(join(dir, core))).replace(/^.*\.so\./, ''),
  };
}

/** Returns the version in a description of data, or undefined if there is none. */
async function readVersion(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [format, revision] = ['format', 'revision'].map((name) => new RegExp(`^${name}=(\\d+)`, 'm').exec(text)?.[1]);
  return format && `${format}.${revision}`;
}
