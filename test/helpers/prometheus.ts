import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import { findProgram } from '#root/process/find-program.js';
import { freePort } from './free-port.js';

// Where deploy/setup.mjs --test unpacks Debian's package.
const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/prometheus/usr/bin', import.meta.url));

/** Returns the path of one of Prometheus' programs, or undefined if it is not installed. */
export function findPrometheus(name: 'prometheus' | 'promtool'): Promise<string | undefined> {
  return findProgram([name], `${process.env.PATH}${delimiter}${UNPACKED}`);
}

export interface Sample {
  metric: Record<string, string>;
  /** Unix time in seconds, and the value as text. */
  value: [number, string];
}

export interface PrometheusOptions {
  /** Path of the program. */
  path: string;
  /** Directory of prometheus.yml and its rules. */
  configDir: string;
  /** Directory for its data. */
  dir: string;
  /** Ports of this machine by DNS names of the configuration. */
  ports: Record<string, number>;
}

/**
 * Starts a Prometheus with the project's own configuration and two changes: ports of this machine replace DNS names, and
 * the intervals are one second.
 */
export async function startPrometheus({ path, configDir, dir, ports }: PrometheusOptions) {
  const port = await freePort();
  const config = parse(await readFile(join(configDir, 'prometheus.yml'), 'utf8'));
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
  for (const scrape of config.scrape_configs) {
    scrape.static_configs = scrape.dns_sd_configs[0].names.map((name: string) => ({
      targets: [`127.0.0.1:${ports[name]}`],
      labels: { __meta_dns_name: name },
    }));
    delete scrape.dns_sd_configs;
  }
  await mkdir(dir);
  await cp(configDir, dir, { recursive: true });
  await writeFile(join(dir, 'prometheus.yml'), stringify(config));
  const running = execa(
    path,
    ['--config.file=prometheus.yml', '--storage.tsdb.path=data', `--web.listen-address=127.0.0.1:${port}`],
    { cwd: dir, reject: false, forceKillAfterDelay: 20_000 },
  );

  async function ask<Data>(question: string, parameters: Record<string, string> = {}): Promise<Data> {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${question}?${new URLSearchParams(parameters)}`);
    const { data, error } = (await response.json()) as { data: Data; error?: string };
    if (error !== undefined) throw new Error(`${error}: ${JSON.stringify(parameters)}`);
    return data;
  }

  return {
    ask,
    query: async (query: string) => (await ask<{ result: Sample[] }>('query', { query })).result,
    async stop() {
      running.kill('SIGTERM');
      return running;
    },
  };
}
