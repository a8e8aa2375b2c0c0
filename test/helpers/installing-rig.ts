import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstallableModel } from '#root/tts/engines/sherpa/models.js';
import { createInstaller, type Installer } from '#root/tts/installing/installer.js';
import { type FileServer, startFileServer } from './file-server.js';

export interface InstallingRig {
  dir: string;
  server: FileServer;
  archive: Buffer;
  model: InstallableModel;
  installer: Installer;
  /** Installs the model. Returns whether it was installed now. */
  install(model?: InstallableModel): Promise<boolean>;
  /** Names in the folder of the voices, without those of hidden folders. */
  installed(): Promise<string[]>;
  /** Names of what is being installed. */
  aside(): Promise<string[]>;
  close(): Promise<void>;
}

export const noProxies = { https: undefined, http: undefined, none: [] };

/** Returns an archive of test/fixtures/voices, and the model that it contains. */
export async function modelIn(name: string): Promise<{ archive: Buffer; model: InstallableModel }> {
  const archive = await readFile(`test/fixtures/voices/${name}.tar.bz2`);
  const model = {
    name: `${name}-ru_RU`,
    file: `${name}.tar.bz2`,
    bytes: archive.length,
    sha256: createHash('sha256').update(archive).digest('hex'),
    licence: 'MIT',
    commercialUse: true,
    voices: [],
  };
  return { archive, model };
}

/** Opens an installer of a new folder, and a server with the model of test/fixtures/voices. */
export async function openInstallingRig(name = 'tiny'): Promise<InstallingRig> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const { archive, model } = await modelIn(name);
  const server = await startFileServer(archive);
  const installer = createInstaller({ dir, mirror: server.url, proxies: noProxies });
  const { signal } = new AbortController();
  const names = (path: string) => readdir(path).catch((): string[] => []);
  return {
    dir,
    server,
    archive,
    model,
    installer,
    install: (wanted = model) => installer.install(wanted, { signal, onProgress: () => {}, onWait: () => {} }),
    installed: async () => (await names(dir)).filter((each) => !each.startsWith('.')),
    aside: () => names(join(dir, '.incoming')),
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
